"""The played Deezer: no key, errors with status 200, a silhouette where there is no photo."""

from collections.abc import Callable
from typing import Any

import pytest

from enrichment.sandbox import Sandbox
from enrichment.sandbox.deezer import EMPTY
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]


def found(sandbox: Sandbox, q: str, **query: object) -> list[dict[str, Any]]:
    rows = clients.deezer(sandbox, "/search/artist", q=q, **query).json()["data"]
    assert isinstance(rows, list)
    return rows


def number_of(sandbox: Sandbox, name: str) -> int:
    (number,) = {row["id"] for row in found(sandbox, name) if row["name"] == name}
    assert isinstance(number, int)
    return number


def error(sandbox: Sandbox, path: str, **query: object) -> dict[str, Any]:
    reply = clients.deezer(sandbox, path, **query)
    assert reply.status_code == 200
    told = reply.json()["error"]
    assert isinstance(told, dict)
    return told


def test_an_artist_is_found_among_others_by_plain_words(sandbox: Sandbox) -> None:
    rows = found(sandbox, "air")
    assert [row["name"] for row in rows].count("AIR") == 1
    assert len(rows) > 1
    (air,) = (row for row in rows if row["name"] == "AIR")
    assert air["type"] == "artist"
    assert air["link"] == f"https://www.deezer.com/artist/{air['id']}"
    assert {"nb_album", "nb_fan", "radio", "picture_small", "picture_medium", "picture_big", "picture_xl"} <= set(air)
    assert air["picture_xl"].endswith("/1000x1000-000000-80-0-0.jpg")


def test_the_field_filter_misses_the_very_act(sandbox: Sandbox) -> None:
    assert "AIR" not in [row["name"] for row in found(sandbox, 'artist:"AIR"')]


@pytest.mark.parametrize(
    ("query", "shown"), [({}, 25), ({"limit": 3}, 3), ({"limit": "many"}, 25), ({"limit": 500}, 60)]
)
def test_a_page_has_twenty_five_rows_unless_told_otherwise(
    sandbox: Sandbox, query: dict[str, object], shown: int
) -> None:
    answer = clients.deezer(sandbox, "/search/album", q='album:"a"', **query).json()
    assert len(answer["data"]) == min(shown, answer["total"])


def test_pages_are_followed_by_their_link_and_the_last_has_none(sandbox: Sandbox) -> None:
    first = clients.deezer(sandbox, "/search/album", q='album:"a"', limit=20).json()
    path = first["next"].removeprefix(sandbox.environment()["DEEZER_API_URL"])
    assert "index=20" in path
    second = clients.deezer(sandbox, path).json()
    assert first["total"] == second["total"] > 20
    assert not {row["id"] for row in first["data"]} & {row["id"] for row in second["data"]}
    assert "next" not in clients.deezer(sandbox, "/search/album", q='album:"moon safari"').json()


def test_an_album_names_its_artist_without_counts(sandbox: Sandbox) -> None:
    (row,) = clients.deezer(sandbox, "/search/album", q='album:"Moon Safari" artist:"AIR"').json()["data"]
    assert (row["title"], row["type"], row["artist"]["name"]) == ("Moon Safari", "album", "AIR")
    assert "nb_fan" not in row["artist"]
    assert clients.deezer(sandbox, "/search/album", q='album:"Moon Safari" artist:"Björk"').json()["data"] == []


def test_words_without_a_field_find_no_album(sandbox: Sandbox) -> None:
    assert clients.deezer(sandbox, "/search/album", q="Moon Safari").json()["data"] == []


def test_an_artist_is_shown_by_its_number_whoever_was_searched_for_before(sandbox: Sandbox) -> None:
    number = number_of(sandbox, "AIR")
    with Sandbox() as fresh:
        shown = clients.deezer(fresh, f"/artist/{number}").json()
        albums = clients.deezer(fresh, f"/artist/{number}/albums").json()["data"]
    assert (shown["name"], shown["share"]) == ("AIR", f"https://www.deezer.com/artist/{number}")
    assert "Moon Safari" in [album["title"] for album in albums]
    assert all(album["release_date"].endswith("-01-01") for album in albums)


def test_somebody_has_a_silhouette_for_a_photo(sandbox: Sandbox) -> None:
    (moondog,) = (row for row in found(sandbox, "Moondog") if row["name"] == "Moondog")
    assert f"/artist/{EMPTY}/" in moondog["picture_xl"]
    (air,) = (row for row in found(sandbox, "AIR") if row["name"] == "AIR")
    assert EMPTY not in air["picture_xl"]


@pytest.mark.parametrize("path", ["/artist/1", "/artist/1/albums", "/artist/nobody"])
def test_nobody_is_an_error_with_status_200(sandbox: Sandbox, path: str) -> None:
    assert error(sandbox, path)["code"] == 800


@pytest.mark.parametrize("path", ["/search/artist", "/search/album"])
@pytest.mark.parametrize("q", ["", "  "])
def test_a_search_for_nothing_lacks_a_parameter(sandbox: Sandbox, path: str, q: str) -> None:
    assert error(sandbox, path, q=q)["code"] == 501


def test_another_path_is_a_page(sandbox: Sandbox) -> None:
    reply = clients.deezer(sandbox, "/user/me")
    assert (reply.status_code, reply.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("spec", "code", "message"),
    [
        ("deezer_error", 4, "Quota limit exceeded"),
        ("deezer_error:code=700", 700, "Service busy"),
        ("deezer_error:code=800", 800, "no data"),
        ("deezer_error:code=12", 12, "Error"),
    ],
)
def test_an_error_is_switched_on_by_its_code(faulty: Start, spec: str, code: int, message: str) -> None:
    told = error(faulty(spec), "/search/artist", q="AIR")
    assert (told["code"], told["message"]) == (code, message)


def test_a_bare_word_and_an_empty_country(faulty: Start) -> None:
    assert clients.deezer(faulty("bare_true"), "/artist/1").json() is True
    sandbox = faulty("other_country")
    assert (
        found(sandbox, "AIR") == clients.deezer(sandbox, "/search/album", q='album:"Moon Safari"').json()["data"] == []
    )


@pytest.mark.parametrize(("form", "picture"), [("digest", f"/artist/{EMPTY}/"), ("empty", "/artist//")])
def test_silhouettes_everywhere(faulty: Start, form: str, picture: str) -> None:
    number = number_of(faulty(), "AIR")
    sandbox = faulty(f"silhouettes:form={form}")
    (album,) = clients.deezer(sandbox, "/search/album", q='album:"Moon Safari" artist:"AIR"').json()["data"]
    for artist in (*found(sandbox, "AIR"), clients.deezer(sandbox, f"/artist/{number}").json(), album["artist"]):
        assert all(picture in url for name, url in artist.items() if name.startswith("picture_"))
