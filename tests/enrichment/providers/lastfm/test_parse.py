from typing import Any

import pytest
from hypothesis import given

from enrichment.providers.lastfm import Scrobble, TopAlbum
from enrichment.providers.lastfm.parse import read_top_albums, read_tracks
from enrichment.providers.shapes import as_object
from tests.enrichment.providers.test_shapes import ANY_JSON

STAR = "https://lastfm.freetls.fastly.net/i/u/300x300/2a96cbd8b46e442fc41c2b86b821562f.png"
COVER = "https://lastfm.freetls.fastly.net/i/u/300x300/cover.jpg"
ATTRIBUTES = {"user": "me", "page": "2", "perPage": "200", "total": "401", "totalPages": "3"}


def track(**changes: Any) -> dict[str, Any]:
    return {
        "artist": {"#text": "Solo", "mbid": ""},
        "album": {"#text": "Blue Rooms", "mbid": ""},
        "name": "First",
        "url": "https://www.last.fm/music/Solo/_/First",
        "image": [{"size": "small", "#text": ""}, {"size": "large", "#text": COVER}],
        "date": {"uts": "1700000000", "#text": "14 Nov 2023, 22:13"},
        **changes,
    }


def test_a_page_of_tracks_is_read_with_its_numbers_in_strings() -> None:
    page = read_tracks({"track": [track()], "@attr": ATTRIBUTES})
    assert (page.page, page.total_pages) == (2, 3)
    assert page.tracks == (
        Scrobble("Solo", "Blue Rooms", "First", 1_700_000_000, "https://www.last.fm/music/Solo/_/First", COVER),
    )


def test_a_single_track_may_come_without_a_list() -> None:
    assert len(read_tracks({"track": track()}).tracks) == 1


@pytest.mark.parametrize(
    "playing",
    [
        track(**{"@attr": {"nowplaying": "true"}}),
        {name: value for name, value in track(**{"@attr": {"nowplaying": "true"}}).items() if name != "date"},
        {name: value for name, value in track().items() if name != "date"},
    ],
)
def test_what_is_playing_now_is_no_history(playing: dict[str, Any]) -> None:
    assert len(read_tracks({"track": [playing, track()]}).tracks) == 1
    assert read_tracks({"track": playing}).tracks == ()


@pytest.mark.parametrize("tracks", ["", None, [], {}])
def test_no_track_is_an_empty_page(tracks: object) -> None:
    assert read_tracks({"track": tracks}).tracks == ()


@pytest.mark.parametrize("artist", [{"name": "Solo", "url": "x"}, {"#text": "Solo"}, "Solo"])
def test_an_artist_is_named_in_three_ways(artist: object) -> None:
    assert read_tracks({"track": [track(artist=artist)]}).tracks[0].artist == "Solo"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ([{"#text": COVER}, {"#text": STAR}], COVER),
        ([{"#text": STAR}], ""),
        ([{"#text": ""}], ""),
        ("", ""),
        ({"#text": COVER}, COVER),
        ([{"#text": "http://lastfm.example/x.jpg"}], ""),
    ],
)
def test_the_grey_star_is_no_cover(image: object, expected: str) -> None:
    assert read_tracks({"track": [track(image=image)]}).tracks[0].cover_url == expected


def test_top_albums_tell_how_often() -> None:
    album = {"name": "Blue Rooms", "playcount": "12", "artist": {"name": "Solo"}, "url": "", "image": []}
    page = read_top_albums({"album": [album, {"name": ""}, None], "@attr": ATTRIBUTES})
    assert page.albums == (TopAlbum("Solo", "Blue Rooms", 12),)
    assert (page.page, page.total_pages) == (2, 3)


@given(ANY_JSON, ANY_JSON)
def test_no_body_makes_the_reading_fail(value: object, inner: object) -> None:
    odd = dict.fromkeys(["artist", "album", "name", "url", "image", "date", "@attr", "playcount"], inner)
    for body in (value, {"track": value, "album": value, "@attr": inner}, {"track": [odd], "album": odd}):
        assert read_tracks(as_object(body)).page >= 0
        assert read_top_albums(as_object(body)).total_pages >= 0
