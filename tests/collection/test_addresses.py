"""Which addresses may be stored and shown."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from collection.addresses import is_https_address, is_shown, is_usual_address
from collection.validators import https_address, list_of_texts, list_of_tracks

HOSTS = ("https://*.scdn.co", "https://lastfm.freetls.fastly.net")


@pytest.mark.parametrize(
    "address",
    [
        "https://i.scdn.co/image/ab6761610000e5eb",
        "https://i.discogs.com/x/rs:fit/g:sm/q:90/h:600/czM6Ly9k.jpeg",
        "https://example.org:8443/a?b=c#d",
        "https://müsik.example/ü.jpg",
        "https://[::1]/a",
    ],
)
def test_good(address: str) -> None:
    assert is_https_address(address)
    https_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://i.scdn.co/a",
        "HTTPS://i.scdn.co/a",
        "//i.scdn.co/a",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "https://",
        "https:///a",
        "https://user@i.scdn.co/a",
        "https://user:pw@i.scdn.co/a",
        "https://@i.scdn.co/a",
        "https://i.scdn.co/a b",
        "https://i.scdn.co/a\nb",
        "https://i.scdn.co/a\x00",
        "https://i.scdn.co\\@evil.example/",
        "https://i.scdn.co/\"onerror='x'",
        "https://[::1/a",
        "https://i.scdn.co:port/a",
        "https://i.scdn.co/\udce9",
        "https://i.scdn.co/" + "a" * 1000,
        None,
        7,
    ],
)
def test_bad(address: Any) -> None:
    assert not is_https_address(address)
    with pytest.raises(ValidationError):
        https_address(address)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    is_https_address(text)
    is_https_address("https://" + text)


@given(st.text("ab.-@:/?#[]%\\^ é", max_size=12))
def test_nothing_passes_at_first_sight_that_a_longer_look_refuses(rest: str) -> None:
    if is_usual_address(f"https://{rest}"):
        parts = urlsplit(f"https://{rest}")
        assert parts.hostname == parts.netloc
        assert not set(rest) & {"\\", "^", " ", "é"}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://i.scdn.co/a", True),
        ("https://lastfm.freetls.fastly.net/a", True),
        ("https://scdn.co/a", False),
        ("https://evilscdn.co/a", False),
        ("https://i.scdn.co.evil.example/a", False),
        ("https://sub.lastfm.freetls.fastly.net/a", False),
    ],
)
def test_hosts_whose_pictures_pages_load(address: str, shown: bool) -> None:
    assert is_shown(address, HOSTS) is shown


@pytest.mark.parametrize("value", [["a"], []])
def test_a_list_of_texts(value: object) -> None:
    list_of_texts(value)


@pytest.mark.parametrize("value", ["a", [1], [""], {}, None])
def test_no_list_of_texts(value: object) -> None:
    with pytest.raises(ValidationError):
        list_of_texts(value)


def test_a_list_of_tracks() -> None:
    list_of_tracks([{"position": "A1", "title": "La femme d'argent", "duration": ""}])


@pytest.mark.parametrize(
    "value", ["a", ["a"], [{"title": "x"}], [{"position": 1, "title": "x", "duration": ""}], {}, None]
)
def test_no_list_of_tracks(value: object) -> None:
    with pytest.raises(ValidationError):
        list_of_tracks(value)
