from collections.abc import Callable
from typing import Any

import pytest

from enrichment.sandbox import Sandbox
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]


def recent(sandbox: Sandbox) -> dict[str, Any]:
    found = clients.lastfm(sandbox, "user.getRecentTracks").json()["recenttracks"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("code", [6, 8, 10, 11, 16, 17, 26, 29])
def test_an_error_code_comes_with_status_200(faulty: Start, code: int) -> None:
    reply = clients.lastfm(faulty(f"error_code:code={code}"), "user.getRecentTracks")
    assert reply.status_code == 200
    assert reply.json()["error"] == code
    assert reply.json()["message"]


def test_an_error_code_with_its_own_status(faulty: Start) -> None:
    assert clients.lastfm(faulty("error_code:code=29:status=429"), "user.getInfo").status_code == 429


def test_an_object_where_a_list_is_due(faulty: Start) -> None:
    found = recent(faulty("single_object"))
    assert isinstance(found["track"], dict)
    assert found["@attr"]["total"] == "1"


def test_a_track_that_plays_now_has_no_date(faulty: Start) -> None:
    tracks = recent(faulty("nowplaying"))["track"]
    assert tracks[0]["@attr"] == {"nowplaying": "true"}
    assert "date" not in tracks[0]
    assert len(tracks) == 51


def test_a_single_track_that_plays_now_is_an_object_too(faulty: Start) -> None:
    assert "date" not in recent(faulty("single_object", "nowplaying"))["track"][0]
    assert "date" not in recent(faulty("nowplaying", "single_object"))["track"]


def test_another_users_tracks(faulty: Start) -> None:
    assert recent(faulty("other_user"))["@attr"]["user"] == "somebody_else"


def test_empty_strings_where_objects_are_due(faulty: Start) -> None:
    reply = clients.lastfm(faulty("empty_tags"), "album.getInfo", artist="Slint", album="Spiderland")
    assert (reply.json()["album"]["tags"], reply.json()["album"]["tracks"]) == ("", "")


@pytest.mark.parametrize(("option", "mark"), [("", "2a96cbd8b46e442fc41c2b86b821562f"), (":images=empty", "")])
def test_no_picture_but_a_star_or_nothing(faulty: Start, option: str, mark: str) -> None:
    address = recent(faulty(f"star_image{option}"))["track"][0]["image"][0]["#text"]
    assert mark in address
    assert bool(address) is bool(mark)


def test_tracks_that_are_none(faulty: Start) -> None:
    tracks = recent(faulty("odd_tracks"))["track"]
    assert tracks[:2] == [None, {}]
    assert tracks[-1]["name"] is None
