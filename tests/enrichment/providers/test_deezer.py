"""Deezer's answers and errors, over a real socket and against the stand-in."""

import json
from collections.abc import Iterator

import pytest

from enrichment.providers.deezer import DeezerCatalogue, DeezerClient, is_usable, parse_artist
from enrichment.providers.errors import BadAnswer, Limited, ProviderError, Refused, Unavailable
from enrichment.providers.matching import ArtistQuery, Found, find_artist
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


def test_a_next_page_of_deezers_own_is_followed_and_the_last_has_none() -> None:
    with scripted() as server:
        following = f"{server.url}/artist/1/albums?index=50"
        pages = {"data": [{"title": "One"}], "next": following}, {"data": [{"title": "Two"}, {"title": ""}, None]}
        server.acts += [answer(200, json.dumps(page)) for page in pages]
        assert list(DeezerCatalogue(client(server.url)).album_pages("1")) == [["One"], ["Two"]]
    assert [request.split(" ")[1] for request in server.requests] == [
        "/artist/1/albums?limit=50",
        "/artist/1/albums?index=50",
    ]


@pytest.mark.parametrize("code", [100, 500, 501, 600])
def test_a_query_that_deezer_does_not_take_concerns_this_artist_alone(code: int) -> None:
    with scripted(answer(200, error(code))) as server, pytest.raises(BadAnswer) as caught:
        client(server.url).search_albums("AIR")
    assert (caught.value.code, caught.value.detail) == ("rejected_request", "no")


@pytest.mark.parametrize("code", [0, -1, 5, 101])
def test_an_error_that_is_not_known_is_one_of_the_service(code: int) -> None:
    with scripted(answer(200, error(code))) as server, pytest.raises(BadAnswer) as caught:
        client(server.url).search_artists("AIR")
    assert caught.value.code == "service_error"


def test_no_data_for_a_search_is_nobody() -> None:
    with scripted(answer(200, error(800))) as server:
        assert client(server.url).search_artists("AIR") == client(server.url).search_albums("AIR") == []


@pytest.mark.parametrize("q", ["", "  "])
def test_without_a_word_nothing_is_asked(q: str) -> None:
    with scripted(answer(200, '{"data": [{"id": 1}]}')) as server:
        assert client(server.url).search_artists(q) == client(server.url).search_albums(q) == []
        assert DeezerCatalogue(client(server.url)).albums_called(f'"{q}"', "AIR") == Found()
    assert server.requests == []


@pytest.mark.parametrize(
    ("name", "searches"),
    [
        ("AIR", ("AIR", 'artist:"AIR"')),
        ("Beatles, The", ("The Beatles", 'artist:"The Beatles"')),
        ("Nirvana (2)*", ("Nirvana", 'artist:"Nirvana"')),
        ('"Weird Al" Yankovic', ("Weird Al Yankovic", 'artist:"Weird Al Yankovic"')),
        ("Re:Jazz", ("Re Jazz", 'artist:"Re Jazz"')),
        (':"', ()),
        ("a" * 120, ("a" * 100, f'artist:"{"a" * 100}"')),
        (f"{'a' * 60} {'b' * 60}", ("a" * 60, f'artist:"{"a" * 60}"')),
        (f"{'a' * 50} {'b' * 49}", (f"{'a' * 50} {'b' * 49}", f'artist:"{"a" * 50} {"b" * 49}"')),
    ],
    ids=[
        "plain",
        "article",
        "number",
        "quotes",
        "colon",
        "no word",
        "one long word",
        "cut between",
        "just short enough",
    ],
)
def test_a_name_is_searched_for_by_its_words(name: str, searches: tuple[str, ...]) -> None:
    assert DeezerCatalogue(client("https://api.deezer.com")).searches(name) == searches


@pytest.mark.parametrize(
    ("name", "q"),
    [("AIR", "album%3A%22Moon+Safari%22+artist%3A%22AIR%22"), ("", "album%3A%22Moon+Safari%22")],
    ids=["by somebody", "by anybody"],
)
def test_an_album_is_searched_for_by_fields_and_one_without_a_title_passed_over(name: str, q: str) -> None:
    by = {"id": 27, "name": "AIR", "type": "artist"}
    rows = [{"title": "Moon Safari", "artist": by}, {"title": "", "artist": by}, {"title": "Talkie", "artist": None}]
    with scripted(answer(200, json.dumps({"data": rows}))) as server:
        found = DeezerCatalogue(client(server.url)).albums_called('"Moon: Safari"', name)
    assert [(album.title, [one.id for one in album.artists]) for album in found.albums] == [
        ("Moon Safari", ["27"]),
        ("Talkie", []),
    ]
    assert server.requests[0].split(" ")[1] == f"/search/album?q={q}&limit=25"


@pytest.mark.parametrize(
    ("pictures", "side"),
    [
        (("picture_xl", "picture_big", "picture_medium"), 1000),
        (("picture_big", "picture_medium"), 500),
        (("picture_medium",), 250),
        ((), None),
        (("picture_small", "picture"), None),
    ],
)
def test_the_largest_picture_with_a_known_side_is_shown(pictures: tuple[str, ...], side: int | None) -> None:
    found = parse_artist({"id": 27, "name": "AIR", **dict.fromkeys(pictures, PICTURE)})
    assert found is not None
    assert (found.width, found.height, bool(found.image_url)) == (side, side, side is not None)


@pytest.mark.parametrize(
    ("item", "is_one"),
    [
        ({"id": 1, "name": "A"}, True),
        ({"id": "1", "name": "A", "type": "artist"}, True),
        ({"id": 1, "name": "A", "type": "album"}, False),
        ({"id": 1, "name": "A", "type": None}, False),
        ({"id": -1, "name": "A"}, False),
    ],
)
def test_whoever_has_a_number_and_a_name_is_an_artist_unless_it_says_otherwise(
    item: dict[str, object], is_one: bool
) -> None:
    assert (parse_artist(item) is not None) is is_one


def test_a_name_of_several_lines_is_read_as_one() -> None:
    found = parse_artist({"id": 1, "name": " AIR \n French  Band "})
    assert found is not None
    assert (found.name, found.url) == ("AIR French Band", "https://www.deezer.com/artist/1")
