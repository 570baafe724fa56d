from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from enrichment.providers.http import Reply, same_origin
from enrichment.providers.http.reply import LONGEST_SECONDS, SHORTEST_SECONDS, retry_after_seconds

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC).timestamp()

BASE = "https://api.spotify.com/v1"


def reply(body: bytes, **headers: str) -> Reply:
    return Reply(200, CaseInsensitiveDict(headers), body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
        ('{"a": "é"}'.encode("latin-1"), {"a": "é"}),
        (b'{"a": NaN}', {"a": None}),
        (b'{"a": "x\\u0000y\\ud800z"}', {"a": "xy?z"}),
        (b'["\\u00e9\\ud83d\\ude00"]', ["é😀"]),
        (b"", None),
        (b"<html>", None),
        (b'{"a": ', None),
        (b'{"a": 1} {"b": 2}', None),
        (b"[" * 100_000, None),
        (b"1" * 6000, None),
        (b"\xff\xfe\x00", None),
    ],
)
def test_json_is_read_whatever_its_charset_and_nonsense_is_none(body: bytes, expected: object) -> None:
    assert reply(body).json == expected


@given(st.binary(max_size=200))
def test_no_body_makes_the_reading_fail(body: bytes) -> None:
    assert isinstance(reply(body).text, str)
    assert reply(body).json is None or reply(body).json is not None


@given(st.text(max_size=50))
def test_what_json_says_can_be_stored(text: str) -> None:
    import json

    value = reply(json.dumps([text]).encode()).json
    assert isinstance(value, list)
    assert "\x00" not in value[0]
    value[0].encode()


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (b" <!doctype html>", {}, True),
        (b"sorry", {"content-type": "text/HTML; charset=utf-8"}, True),
        (b'{"a": 1}', {"content-type": "application/json"}, False),
        (b"", {}, False),
    ],
)
def test_a_page_for_people_is_recognised(body: bytes, headers: dict[str, str], expected: bool) -> None:
    assert reply(body, **headers).is_html is expected


def test_a_reply_shows_neither_headers_nor_body() -> None:
    assert repr(reply(b"secret", cookie="secret")) == "Reply(status=200)"
    assert reply(b"", **{"retry-after": "7"}).retry_after == 7


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2", 2),
        (" 40 ", 40),
        ("1.5", 1.5),
        ("86400", 86_400),
        ("0", SHORTEST_SECONDS),
        ("9" * 400, LONGEST_SECONDS),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 12:00:30 -0000", 30),
        ("Sunday, 22-Nov-26 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", SHORTEST_SECONDS),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_SECONDS),
        (None, None),
        ("", None),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("1e9", None),
        ("soon", None),
        ("٣٠", None),
        ("Sun, 99 Nov 2026 12:00:30 GMT", None),
        ("Sun, 22 Nov 99999999999 12:00:30 GMT", None),
    ],
)
def test_seconds_and_dates_are_read_and_nonsense_is_not(value: str | None, expected: float | None) -> None:
    assert retry_after_seconds(value, NOW) == expected


@given(st.text(max_size=60))
def test_any_header_gives_a_bearable_wait_or_none(value: str) -> None:
    seconds = retry_after_seconds(value, NOW)
    assert seconds is None or SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - given by timezones
def test_any_date_gives_a_bearable_wait(moment: datetime) -> None:
    seconds = retry_after_seconds(format_datetime(moment, usegmt=True), NOW)
    assert seconds is not None
    assert SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("https://api.spotify.com/v1/artists/1/albums?offset=10", True),
        ("https://API.spotify.com/other", True),
        ("http://api.spotify.com/v1/x", False),
        ("https://api.spotify.com:8443/v1/x", False),
        ("https://api.spotify.com@evil.example/", False),
        ("https://evil.example\\@api.spotify.com/", False),
        ("https://api.spotify.com.evil.example/", False),
        ("//api.spotify.com/v1", False),
        ("/v1/artists", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_only_a_link_to_the_service_itself_is_followed(link: str, same: bool) -> None:
    assert same_origin(link, BASE) is same
