"""Deezer's answers and errors, over a real socket and against the stand-in."""

import json
from collections.abc import Iterator

import pytest

from enrichment.providers.deezer import DeezerCatalogue, DeezerClient, is_usable, parse_artist
from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.matching import ArtistQuery, find_artist
from enrichment.sandbox import Sandbox
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted

PICTURE = "https://cdn-images.dzcdn.net/images/artist/0123456789abcdef0123456789abcdef/1000x1000-000000-80-0-0.jpg"


def client(url: str, limiter: NotingLimiter | None = None) -> DeezerClient:
    return DeezerClient(url=url, limiter=limiter or NotingLimiter(), sleep=lambda _: None)


def error(code: int) -> str:
    return json.dumps({"error": {"type": "Exception", "message": "no", "code": code}})


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (200, error(4), Limited, "rate_limited"),
        (200, error(700), Unavailable, "server_error"),
        (200, error(500), BadAnswer, "rejected_request"),
        (200, error(600), BadAnswer, "rejected_request"),
        (200, error(300), BadAnswer, "service_error"),
        (200, "true", BadAnswer, "bad_shape"),
        (200, "{}", BadAnswer, "bad_shape"),
        (200, "<html>", BadAnswer, "not_json"),
        (400, "{}", BadAnswer, "rejected_request"),
        (403, "<html>", Unavailable, "blocked_page"),
        (404, "<html>", Refused, "wrong_url"),
        (503, "", Unavailable, "server_error"),
    ],
)
def test_what_an_answer_means(status: int, body: str, kind: type[ProviderError], code: str) -> None:
    with scripted(answer(status, body)) as server, pytest.raises(kind) as caught:
        client(server.url).search_artists("AIR")
    assert caught.value.code == code


@pytest.mark.parametrize(("status", "body"), [(200, error(800)), (404, error(800)), (404, "{}")])
def test_an_artist_that_is_gone_is_none(status: int, body: str) -> None:
    with scripted(answer(status, body), answer(status, body)) as server:
        assert client(server.url).artist("27") is None
        assert list(client(server.url).album_pages("27")) == []


def test_a_404_in_another_form_is_a_wrong_address_and_not_an_artist_that_is_gone() -> None:
    with scripted(answer(404, "<html>")) as server, pytest.raises(Refused):
        client(server.url).artist("27")


def test_a_quota_without_a_time_is_waited_for_by_all_and_is_no_answer() -> None:
    limiter = NotingLimiter()
    with scripted(answer(200, error(4)), answer(200, '{"data": [], "total": 0}')) as server:
        assert client(server.url, limiter).search_artists("AIR") == []
    assert limiter.blocks == [(10.0, False)]


@pytest.mark.parametrize(
    ("url", "usable"),
    [
        (PICTURE, True),
        (PICTURE.replace("cdn-images", "e-cdns-images"), True),
        (PICTURE.replace("0123456789abcdef0123456789abcdef", ""), False),
        (PICTURE.replace("0123456789abcdef0123456789abcdef", "d41d8cd98f00b204e9800998ecf8427e"), False),
        (PICTURE.replace("0123456789abcdef0123456789abcdef", "D8315DE10C16736F16B43549FB360448"), False),
        (PICTURE.replace("https", "http"), False),
        (PICTURE.replace("dzcdn.net", "dzcdn.net.example.org"), False),
        (PICTURE.replace("/artist/", "/cover/"), False),
        ("https://api.deezer.com/artist/27/image", False),
    ],
)
def test_only_an_artists_own_picture_may_be_shown(url: str, usable: bool) -> None:
    assert is_usable(url) is usable
    found = parse_artist({"id": 27, "name": "AIR", "picture_xl": url})
    assert found is not None
    assert found.image_url == (url if usable else "")


@pytest.mark.parametrize(
    "item", [{}, {"id": 0, "name": "A"}, {"id": "x", "name": "A"}, {"id": 1, "name": " "}, {"id": 1, "name": None}]
)
def test_what_is_no_artist_is_passed_over(item: dict[str, object]) -> None:
    assert parse_artist(item) is None


@pytest.fixture
def deezer() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def catalogue(sandbox: Sandbox) -> DeezerCatalogue:
    return DeezerCatalogue(client(sandbox.environment()["DEEZER_API_URL"]))


def test_the_artist_of_the_name_and_of_our_albums_is_found_among_neighbours(deezer: Sandbox) -> None:
    decision = find_artist(ArtistQuery("AIR", ("Moon Safari",)), catalogue(deezer))
    assert (decision.status, decision.reason) == ("matched", "shared_titles")
    assert decision.candidate is not None
    assert decision.candidate.url.startswith("https://www.deezer.com/artist/")
    assert is_usable(decision.candidate.image_url)
    again = catalogue(deezer).artist(decision.candidate.id)
    assert again is not None
    assert again.image_url == decision.candidate.image_url


@pytest.mark.parametrize("form", ["digest", "empty"])
def test_an_exact_artist_without_a_photo_ends_the_search(deezer: Sandbox, form: str) -> None:
    deezer.faults.set([f"silhouettes:form={form}"])
    decision = find_artist(ArtistQuery("AIR", ("Moon Safari",)), catalogue(deezer))
    assert decision.reason == "no_usable_image"
    assert decision.candidate is None


def test_nobody_is_an_answer(deezer: Sandbox) -> None:
    deezer.faults.set(["other_country"])
    assert find_artist(ArtistQuery("AIR", ("Moon Safari",)), catalogue(deezer)).status == "not_found"


def test_an_unknown_id_is_nobody(deezer: Sandbox) -> None:
    assert catalogue(deezer).artist("1") is None
    assert list(catalogue(deezer).album_pages("1")) == []


def test_a_page_of_another_host_is_not_followed() -> None:
    page = {"data": [{"title": "One"}], "total": 2, "next": "https://stranger.example/artist/1/albums?index=25"}
    with scripted(answer(200, json.dumps(page))) as server:
        assert list(DeezerCatalogue(client(server.url)).album_pages("1")) == [["One"]]
    assert len(server.requests) == 1
