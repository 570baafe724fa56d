"""Where albums stand, and that it is kept right whoever changes them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.browsing.choices import Choices
from collection.browsing.facets import Facets
from collection.browsing.matching import chosen
from collection.exporting import as_json
from collection.importing import ArtistCredit, ReleaseRecord, read_collection, save_releases
from collection.importing.records import OwnedCopy
from collection.models import Album, AlbumArtist, Artist
from collection.shelving import PLACES, places
from tests.collection.builders import make_album, make_artist

ROWS: list[tuple[str | None, int | None, str]] = [  # in their order
    ("abba", 1980, "Super Trouper"),
    ("abba", 1980, "Éclair"),
    ("abba", None, "A"),
    ("abba2", 1970, "A"),
    ("björk", 1993, "Debut"),
    ("z" * 500, 1990, "A"),
    ("中島", 1990, "x" * 500),
    ("中島", 1990, "x" * 500),
    ("\U0010ffff", 40_000, "A"),
    ("\U0010ffff", 90_000, "A"),
    (None, 1900, "A"),
    (None, None, "A"),
]


def test_a_shelfmark_is_by_artist_then_year_then_title_and_bounded() -> None:
    marks = [places({"title": title, "year": year}, key)["shelfmark"] for key, year, title in ROWS]
    marks[:2] = marks[1::-1]  # accents aside, E stands before S
    assert marks == sorted(marks)
    assert max(map(len, marks)) < 900


@pytest.mark.parametrize(
    ("years", "decade"),
    [
        ({}, None),
        ({"year": 1998}, 1990),
        ({"year": 2015, "original_year": 1959}, 1950),
        ({"original_year": 2000}, 2000),
    ],
)
def test_the_decade_is_the_works(years: dict[str, int], decade: int | None) -> None:
    assert places({"title": "A", **years}, None)["decade"] == decade


def rename(album: Album) -> None:
    album.title = "B"
    album.save()


def date(album: Album) -> None:
    album.original_year = 1971
    album.save(update_fields=["original_year"])


def rename_artist(album: Album) -> None:
    artist = album.artists.get()
    artist.name = "Zappa"
    artist.save()


def lose_artist(album: Album) -> None:
    AlbumArtist.objects.filter(album=album).delete()


def gain_artist(album: Album) -> None:
    AlbumArtist.objects.filter(album=album).update(position=1)
    AlbumArtist.objects.create(album=album, artist=make_artist("First"), position=0)


def save_an_old_copy(album: Album) -> None:
    copy = Album.objects.get(pk=album.pk)
    rename(album)
    copy.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [lambda album: None, rename, date, rename_artist, lose_artist, gain_artist, save_an_old_copy]
)
def test_a_place_follows_every_change(change: Callable[[Album], None]) -> None:
    change(make_album("A", "AIR", year=2015))
    assert_in_place()


@pytest.mark.django_db
@pytest.mark.parametrize("exact", [False, True])
def test_imported_albums_stand_in_their_place(exact: bool) -> None:
    one = ReleaseRecord(
        title="Moon Safari",
        artists=(ArtistCredit("AIR"),),
        discogs_id=1,
        year=1998,
        copies=1,
        owned=(OwnedCopy(),),
        master_id=5 if exact else None,
    )
    save_releases([one])
    assert_in_place()


@pytest.mark.django_db
def test_no_file_tells_where_an_album_stands() -> None:
    make_album("Moon Safari", "AIR", discogs_id=1, source="discogs", year=1998)
    exported = json.loads("".join(as_json()))
    stored = exported["albums"][0]["stored"]
    assert not set(PLACES) & set(stored)
    stored.update(shelfmark="YQ==", decade=1700)
    Album.objects.all().delete()
    assert save_releases(read_collection(json.dumps(exported).encode())).refused == 0
    assert_in_place()


def assert_in_place() -> None:
    album = Album.objects.get()
    first = Artist.objects.filter(album_artists__album=album).order_by("album_artists__position").first()
    words: dict[str, Any] = {"title": album.title, "year": album.year, "original_year": album.original_year}
    expected = places(words, first.key if first else None)
    assert {name: getattr(album, name) for name in expected} == expected


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="another database chooses its plan by its statistics")
def test_no_page_of_the_wall_as_it_comes_sorts_and_no_filter_reads_albums() -> None:
    for sort in ("artist", "added"):  # an index of each other order costs every import more than who asks for it gains
        rows = chosen(Choices(sort=sort))
        assert "TEMP B-TREE" not in rows.explain() + rows.reverse().explain(), sort
    with CaptureQueriesContext(connection) as captured:
        Facets(Choices())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        plan = str(cursor.fetchall())
    assert "USING COVERING INDEX album_by_facets" in plan
    assert "TEMP B-TREE" not in plan
