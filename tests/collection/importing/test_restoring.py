"""What AIME exported, taken back into a collection that lived on: only gaps are filled, odd values cost nothing."""

import json
from typing import Any

import pytest

from collection.importing import ImportReport, read_collection, save_releases
from collection.models import Album, Artist, Image, LeftOutFolder, Scrobble
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
COVER = {"image_type": "album", "source": "deezer", "url": "https://e.dzcdn.net/cover.jpg"}
PLAY = {"played_at": "2026-05-03T20:00:00+00:00", "artist_name": "AIR", "track_title": "Sexy Boy"}


def entry(**further: Any) -> dict[str, Any]:
    return {"release_id": 1, "title": "Moon Safari", "artists": [{"name": "AIR"}], "stored": {}, **further}


def bring(*albums: dict[str, Any], **lists: list[Any]) -> ImportReport:
    report = save_releases(read_collection(json.dumps({"aime": 1, "albums": albums, **lists}).encode()))
    assert report.refused == 0
    return report


@pytest.mark.parametrize(
    ("column", "here", "exported"),
    [
        ("notes", "Mine", "Old"),
        ("rating", 2, 5),
        ("ai_description", "By hand.", "By a model."),
        ("genres", ["Jazz"], ["Rock"]),
        ("further", {"Price": "9"}, {"Price": "5", "Shelf": "A"}),
    ],
)
def test_what_is_there_stays_and_a_gap_is_filled(column: str, here: Any, exported: Any) -> None:
    album = make_album("Moon Safari", "AIR", discogs_id=1, source="discogs", **{column: here})
    assert bring(entry(stored={column: exported, "country": "France"})).updated == 1
    album.refresh_from_db()
    assert (getattr(album, column), album.country) == (here, "France")
    Album.objects.update(**{column: getattr(Album(), column)})
    bring(entry(stored={column: exported}))
    album.refresh_from_db()
    assert getattr(album, column) == exported


def test_a_gap_that_a_person_locked_stays_one() -> None:
    album = make_album("Moon Safari", "AIR", discogs_id=1, source="discogs", locked_fields=["notes"])
    assert bring(entry(stored={"notes": "Old"})).unchanged == 1
    album.refresh_from_db()
    assert album.notes == ""


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("rating", 9),
        ("year", "long ago"),
        ("tracklist", "Sexy Boy"),
        ("genres", [1]),
        ("image_url", "http://i.discogs.com/cover.jpg"),
        ("added_at", "yesterday"),
        ("further", {"Price": 9}),
        ("country", "F" * 101),
        ("more_copies", {"notes": "second"}),
        ("more_copies", ["second"]),
        ("more_copies", [{"notes": "second"}, {"rating": 9}]),
        ("more_copies", [{"further": ["Price"]}]),
        ("more_copies", [{"added_at": "yesterday"}]),
        ("more_copies", [{"instance": [5]}]),
        ("locked_fields", 5),
        ("locked_fields", [["notes"]]),
        ("former_names", "moonsafari"),
    ],
)
@pytest.mark.parametrize("is_there", [True, False], ids=["an album that is there", "a new one"])
def test_a_value_that_cannot_be_stored_is_left_out_and_the_rest_arrives(
    is_there: bool, column: str, value: Any
) -> None:
    if is_there:
        make_album("Moon Safari", "AIR", discogs_id=1, source="discogs")
    bring(entry(stored={column: value, "notes": "Mine"}))
    album = Album.objects.get()
    assert (getattr(album, column), album.notes) == (getattr(Album(), column), "Mine")


def test_further_copies_come_back_whole() -> None:
    copies = [{"rating": 5, "further": {"Price": "9"}, "added_at": "2020-05-01T10:20:30+00:00", "instance": 7}, {}]
    bring(entry(stored={"more_copies": copies}))
    assert Album.objects.get().more_copies == copies


def test_signs_that_no_database_takes_are_taken_out_wherever_they_stand() -> None:
    odd = "S\x00ex\ud800y Boy"
    bring(
        entry(stored={"notes": odd, "genres": [odd], "further": {odd: odd}}, plays=[{**PLAY, "track_title": odd}]),
        artists=[{"name": odd, "name_variations": [odd]}],
        left_out_folders=[odd, "\ud800"],
    )
    album, artist = Album.objects.get(), Artist.objects.get(name="Sexy Boy")
    assert (album.notes, album.genres, album.further) == ("Sexy Boy", ["Sexy Boy"], {"Sexy Boy": "Sexy Boy"})
    assert (artist.name_variations, Scrobble.objects.get().track_title) == (["Sexy Boy"], "Sexy Boy")
    assert list(LeftOutFolder.objects.values_list("name", flat=True)) == ["Sexy Boy"]


def test_an_album_is_who_its_entry_says_wherever_it_was_stored_before() -> None:
    before = make_album("Talkie Walkie", "AIR", discogs_id=2)
    bring(entry(stored={"id": before.pk, "discogs_id": 2, "decade": 1750, "shelfmark": "x", "year": 1998}))
    album = Album.objects.get(discogs_id=1)
    assert (album.title, album.decade, Album.objects.count()) == ("Moon Safari", 1990, 2)
    assert album.pk != before.pk


@pytest.mark.parametrize(("told", "kept"), [("lastfm", "lastfm"), ("manual", "manual"), ("elsewhere", "import")])
def test_where_an_album_came_from_is_one_of_the_sources_there_are(told: str, kept: str) -> None:
    bring(entry(release_id=None, stored={"source": told}))
    assert Album.objects.get().source == kept


def test_a_picture_of_an_album_comes_back_once() -> None:
    for _time in range(2):
        bring(entry(images=[COVER]))
    image = Image.objects.get()
    assert (image.album, image.artist, image.url, image.source) == (Album.objects.get(), None, COVER["url"], "deezer")


@pytest.mark.parametrize(
    ("more", "addresses"),
    [
        ({"url": "https://e.dzcdn.net/other.jpg"}, ["https://e.dzcdn.net/cover.jpg"]),
        ({"source": "manual", "url": "", "file": "photos/own.jpg"}, ["https://e.dzcdn.net/cover.jpg", ""]),
        ({"image_type": "back"}, ["https://e.dzcdn.net/cover.jpg"] * 2),
    ],
    ids=["another of the same source", "the owner's own", "another kind"],
)
def test_a_picture_stands_beside_those_of_other_sources_and_kinds(more: dict[str, Any], addresses: list[str]) -> None:
    bring(entry(images=[COVER]))
    bring(entry(images=[{**COVER, **more}]))
    assert list(Image.objects.order_by("pk").values_list("url", flat=True)) == addresses


@pytest.mark.parametrize(
    "images",
    [
        [{**COVER, "url": ""}],
        [{**COVER, "file": "photos/own.jpg"}],
        [{**COVER, "url": "http://e.dzcdn.net/cover.jpg"}],
        ["https://e.dzcdn.net/cover.jpg", None, 5],
        "https://e.dzcdn.net/cover.jpg",
        {"1": COVER},
        None,
    ],
    ids=["no address", "address and file", "no https", "no objects", "a text", "an object", "nothing"],
)
def test_what_is_no_picture_costs_its_album_nothing(images: Any) -> None:
    assert bring(entry(images=images)).created == 1
    assert bring(artists=[{"name": "Slint", "images": images}]).created == 0
    assert (Image.objects.count(), Artist.objects.count()) == (0, 2)


def test_what_was_heard_comes_back_once_with_its_album_or_without() -> None:
    alone = {**PLAY, "track_title": "Kelly Watch the Stars"}
    for _time in range(2):
        bring(entry(plays=[PLAY]), listening=[alone])
    assert list(Scrobble.objects.order_by("track_title").values_list("track_title", "album__title")) == [
        ("Kelly Watch the Stars", None),
        ("Sexy Boy", "Moon Safari"),
    ]


@pytest.mark.parametrize(
    "play",
    [{**PLAY, "played_at": None}, {**PLAY, "played_at": "late"}, {**PLAY, "track_title": ""}, {}, "Sexy Boy", None],
    ids=["no time", "no such time", "no track", "nothing", "a text", "null"],
)
def test_a_play_without_its_time_or_its_track_is_passed_over(play: Any) -> None:
    assert bring(entry(plays=[play]), listening=[play, {**PLAY, "id": 77, "album": 5}]).created == 1
    heard = Scrobble.objects.get()
    assert (heard.track_title, heard.album) == ("Sexy Boy", None)


def test_folders_that_were_left_out_stay_left_out() -> None:
    LeftOutFolder.objects.create(name="Lent")
    for _time in range(2):
        bring(left_out_folders=["Sold", "Lent", "x" * 201, None, {"name": "Wanted"}])
    assert list(LeftOutFolder.objects.values_list("name", flat=True)) == ["Lent", "Sold", "x" * 200]


@pytest.mark.parametrize(
    "told",
    [
        {"name": "AIR"},
        {"name": "AIR", "discogs_artist_id": "five"},
        {"name": "AIR", "discogs_artist_id": 2**63},
        {"name": "Air (2)", "discogs_artist_id": 7},
    ],
    ids=["by name", "by name where the number is none", "nor a possible one", "by number"],
)
def test_an_artist_who_is_there_is_found_and_keeps_the_name(told: dict[str, Any]) -> None:
    known = make_artist("AIR", discogs_artist_id=7 if told.get("discogs_artist_id") == 7 else None)
    bring(artists=[{**told, "name_variations": ["Air French Band"], "spotify_id": "1P6U1dCeHxPui5pIrGmndZ"}])
    artist = Artist.objects.get()
    assert (artist.pk, artist.name, artist.spotify_id) == (known.pk, "AIR", "1P6U1dCeHxPui5pIrGmndZ")
    assert artist.name_variations == ["Air French Band"]


def test_artists_of_one_name_are_told_apart_by_their_numbers() -> None:
    bring(artists=[{"name": "Nirvana", "discogs_artist_id": 1}, {"name": "Nirvana", "discogs_artist_id": 2}])
    bring(artists=[{"name": "Nirvana", "spotify_id": "nobody yet"}])
    assert sorted(Artist.objects.values_list("discogs_artist_id", flat=True), key=str) == [1, 2, None]


@pytest.mark.parametrize("told", [{}, {"name": ""}, {"name": None}, {"discogs_artist_id": 7}, "AIR", None])
def test_an_artist_without_a_name_is_nobody(told: Any) -> None:
    bring(artists=[told, {"name": "B" * 501}])
    assert Artist.objects.get().name == "B" * 500


def test_an_artist_with_a_photo_keeps_it_and_gets_what_else_was_exported() -> None:
    artist = make_artist("AIR")
    make_photo(artist, url="https://i.scdn.co/image/today")
    old = {"image_type": "artist", "source": "manual", "url": "https://i.scdn.co/image/old"}
    told = {"spotify_id": "old", "photo_answer": "no_photo", "locked_fields": ["name"], "former_names": ["french band"]}
    bring(artists=[{"name": "AIR", "images": [old], **told}])
    artist.refresh_from_db()
    assert (artist.spotify_id, artist.photo_answer, Image.objects.get().url) == (
        "",
        "",
        "https://i.scdn.co/image/today",
    )
    assert (artist.locked_fields, artist.former_names) == (["name"], ["french band"])


def test_an_artist_without_a_photo_gets_that_of_the_export() -> None:
    make_artist("AIR")
    image = {"image_type": "artist", "source": "spotify", "url": "https://i.scdn.co/image/old"}
    bring(artists=[{"name": "AIR", "images": [image], "spotify_id": "old"}])
    artist = Artist.objects.get()
    assert (artist.spotify_id, artist.photo and artist.photo.url) == ("old", "https://i.scdn.co/image/old")


@pytest.mark.parametrize("odd", [5, "Air", {"name": "Air"}, [["Air"]]])
def test_odd_variations_of_a_name_cost_the_artist_nothing(odd: Any) -> None:
    bring(artists=[{"name": "AIR", "name_variations": odd, "locked_fields": odd, "former_names": ["french band"]}])
    artist = Artist.objects.get()
    assert (artist.name_variations, artist.locked_fields, artist.former_names) == ([], [], ["french band"])


def test_lists_that_a_later_aime_may_add_are_passed_over() -> None:
    assert bring(entry(), wishes=[{"title": "Pocket Symphony"}]).created == 1
    assert (Album.objects.count(), Scrobble.objects.count(), LeftOutFolder.objects.count()) == (1, 0, 0)
