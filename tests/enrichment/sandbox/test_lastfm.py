from typing import Any

import pytest
import requests

from enrichment.sandbox import Sandbox
from enrichment.sandbox.keys import LASTFM_KEY, LASTFM_USER
from tests.enrichment.sandbox import clients


def recent(sandbox: Sandbox, **query: object) -> list[dict[str, Any]]:
    tracks = clients.lastfm(sandbox, "user.getRecentTracks", **query).json()["recenttracks"]["track"]
    assert isinstance(tracks, list)
    return tracks


def test_recent_tracks_come_newest_first_with_numbers_as_strings(sandbox: Sandbox) -> None:
    document = clients.lastfm(sandbox, "user.getRecentTracks").json()["recenttracks"]
    times = [int(track["date"]["uts"]) for track in document["track"]]
    assert times == sorted(times, reverse=True)
    assert len(times) == 50
    assert document["@attr"]["user"] == LASTFM_USER
    assert all(isinstance(value, str) for value in document["@attr"].values())


def test_all_pages_together_hold_every_play_once(sandbox: Sandbox) -> None:
    attributes = clients.lastfm(sandbox, "user.getRecentTracks", limit=200).json()["recenttracks"]["@attr"]
    pages = range(1, int(attributes["totalPages"]) + 1)
    plays = [track for page in pages for track in recent(sandbox, limit=200, page=page)]
    assert len(plays) == int(attributes["total"]) == len({track["date"]["uts"] for track in plays})


def test_a_limit_above_two_hundred_is_cut(sandbox: Sandbox) -> None:
    assert len(recent(sandbox, limit=1000)) == 200


def test_only_what_was_heard_since_is_told(sandbox: Sandbox) -> None:
    newest = recent(sandbox, limit=5)
    since = newest[3]["date"]["uts"]
    assert recent(sandbox, **{"from": since}) == newest[:3]
    nothing = clients.lastfm(sandbox, "user.getRecentTracks", **{"from": newest[0]["date"]["uts"]}).json()
    assert nothing["recenttracks"]["track"] == []
    assert nothing["recenttracks"]["@attr"]["total"] == "0"


def test_a_single_track_comes_as_an_object(sandbox: Sandbox) -> None:
    track = clients.lastfm(sandbox, "user.getRecentTracks", limit=1).json()["recenttracks"]["track"]
    assert isinstance(track, dict)


def test_extended_tracks_name_the_artist_otherwise(sandbox: Sandbox) -> None:
    plain, extended = recent(sandbox, limit=2)[0], recent(sandbox, limit=2, extended=1)[0]
    assert plain["artist"]["#text"] == extended["artist"]["name"]
    assert extended["loved"] == "0"


def test_some_albums_heard_are_not_in_the_collection(sandbox: Sandbox) -> None:
    albums = {track["album"]["#text"] for track in recent(sandbox, limit=200)}
    assert {"Spiderland", "Pink Moon", "Tender Buttons"} <= albums


def test_top_albums_are_ranked(sandbox: Sandbox) -> None:
    albums = clients.lastfm(sandbox, "user.getTopAlbums", limit=10).json()["topalbums"]["album"]
    assert [album["@attr"]["rank"] for album in albums] == [str(rank) for rank in range(1, 11)]
    counts = [int(album["playcount"]) for album in albums]
    assert counts == sorted(counts, reverse=True)
    assert clients.lastfm(sandbox, "user.getTopAlbums", period="ever").json()["error"] == 6


def test_album_info_lists_the_tracks(sandbox: Sandbox) -> None:
    album = clients.lastfm(sandbox, "album.getInfo", artist="slint", album="spiderland").json()["album"]
    assert (album["artist"], album["name"]) == ("Slint", "Spiderland")
    assert [track["name"] for track in album["tracks"]["track"]][:2] == ["Breadcrumb Trail", "Nosferatu Man"]
    assert "wiki" not in album


def test_an_unknown_album_is_error_6_with_status_200(sandbox: Sandbox) -> None:
    reply = clients.lastfm(sandbox, "album.getInfo", artist="Nobody", album="Nothing")
    assert (reply.status_code, reply.json()["error"]) == (200, 6)


@pytest.mark.parametrize(
    ("method", "query", "status", "code"),
    [
        ("user.getInfo", {"api_key": "wrong"}, 403, 10),
        ("user.getRecentTracks", {"user": "nobody"}, 404, 6),
        ("user.getInfo", {"user": "nobody"}, 404, 6),
        ("user.getRecentTracks", {"page": 0}, 400, 6),
        ("user.getRecentTracks", {"limit": "many"}, 400, 6),
        ("user.getEverything", {}, 400, 3),
        ("", {}, 400, 3),
    ],
)
def test_errors_have_a_code(sandbox: Sandbox, method: str, query: dict[str, object], status: int, code: int) -> None:
    reply = clients.lastfm(sandbox, method, **query)
    assert (reply.status_code, reply.json()["error"]) == (status, code)


def test_without_a_format_it_answers_in_xml(sandbox: Sandbox) -> None:
    query = {"method": "user.getInfo", "user": LASTFM_USER, "api_key": LASTFM_KEY}
    reply = requests.get(f"{sandbox.url}/2.0/", params=query, timeout=5)
    assert reply.headers["Content-Type"].startswith("text/xml")


def test_another_path_is_a_page(sandbox: Sandbox) -> None:
    assert requests.get(f"{sandbox.url}/2.0/other", timeout=5).status_code == 404
