import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from enrichment.providers.http import Reply


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
