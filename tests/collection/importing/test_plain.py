"""What is recognised as known before any album is built, and what must not be."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from collection.importing import ArtistCredit, ReleaseRecord, save_release, save_releases
from collection.importing.plain import save_plain
from collection.importing.records import OwnedCopy
from collection.models import Album, AlbumText, Artist, LeftOutFolder
from collection.searching.answers import answers
from tests.collection.builders import make_album, make_artist

pytestmark = pytest.mark.django_db
COPY = OwnedCopy(
    rating=4, folder="Rock", notes="A gift", further=(("Price", "12"),), added_at=datetime(2020, 1, 2, tzinfo=UTC)
)
ROW = ReleaseRecord(
    title="Moon Safari",
    artists=(ArtistCredit("AIR"),),
    discogs_id=1001,
    year=1998,
    support="Vinyl",
    labels=("Source", "Virgin"),
    catalog_number="V 2848",
    added_at=COPY.added_at,
    copies=1,
    owned=(COPY,),
)

SAME = {1001: "unchanged"}


@pytest.fixture(autouse=True)
def imported() -> None:
    save_releases([ROW])


def test_a_row_whose_every_word_stands_there_is_known() -> None:
    assert save_plain([ROW]) == SAME
    assert save_plain([replace(ROW, year=None, labels=(), owned=(OwnedCopy(),))]) == SAME, "silence says nothing"


@pytest.mark.parametrize(
    ("column", "now", "after"),
    [
        ("title", "Moon", "Moon Safari"),
        ("labels", ["Source"], ["Source", "Virgin"]),
        ("rating", None, 4),
        ("notes", "Sold", "A gift"),
        ("further", {"Price": "1", "Shop": "X"}, {"Price": "12", "Shop": "X"}),
        ("copies", 3, 1),
        ("added_at", None, COPY.added_at),
        ("removed_at", timezone.now(), None),
        ("source", "lastfm", "discogs"),
        ("more_copies", [{"notes": "gone"}], []),
    ],
)
def test_what_differs_is_told_again(column: str, now: Any, after: Any) -> None:
    Album.objects.update(**{column: now})
    assert save_plain([ROW]) == {}
    assert save_releases([ROW]).updated == 1
    assert getattr(Album.objects.get(), column) == after


@pytest.mark.parametrize(
    ("column", "theirs"), [("added_at", datetime(2019, 1, 1, tzinfo=UTC)), ("original_year", 1997)]
)
def test_what_is_told_when_it_is_empty_or_never_makes_no_difference(column: str, theirs: Any) -> None:
    Album.objects.update(**{column: theirs})
    assert save_plain([ROW]) == SAME


def test_another_artist_another_spelling_and_a_second_row_of_the_release_are_looked_at() -> None:
    assert save_plain([replace(ROW, artists=(ArtistCredit("Air"),))]) == {}
    assert save_plain([replace(ROW, artists=(ArtistCredit("AIR"), ArtistCredit("Beck")))]) == {}
    assert save_plain([replace(ROW, artists=(ArtistCredit("AIR", discogs_id=7),))]) == {}
    assert save_plain([ROW, replace(ROW, title="Other")]) == {}
    assert save_plain([replace(ROW, is_exact=True), replace(ROW, discogs_id=None)]) == {}
    make_artist("Beck")
    Album.objects.get().album_artists.update(artist=Artist.objects.get(name="Beck"))
    assert save_plain([ROW]) == {}


def test_a_row_is_new_only_where_no_album_no_second_row_and_no_folder_stands_against_it() -> None:
    other = replace(ROW, title="Mutations", artists=(ArtistCredit("Beck"),), discogs_id=1002)
    sold = replace(other, discogs_id=1003, owned=(OwnedCopy(folder="Sold"),))
    LeftOutFolder.objects.create(name="sold")
    assert save_plain([other, sold, replace(sold, discogs_id=None)]) == {1002: "created"}
    heard = make_album("Odelay", "Beck", source="lastfm")
    assert save_plain([replace(other, title="Odelay", discogs_id=1004)]) == {}
    assert save_releases([replace(other, title="Odelay", discogs_id=1004)]).updated == 1
    assert Album.objects.get(discogs_id=1004) == heard


def test_a_new_row_is_written_as_a_draft_would_write_it() -> None:
    drawn = save_release(replace(ROW, discogs_id=1005))[0]
    columns = [
        one.attname for one in Album._meta.concrete_fields if one.name not in {"id", "discogs_id", "discogs_url"}
    ]
    plain, other = Album.objects.filter(pk__in=[Album.objects.get(discogs_id=1001).pk, drawn.pk]).values(*columns)
    assert plain == other
    ours, theirs = (Album.objects.get(discogs_id=number).album_artists.get() for number in (1001, 1005))
    assert (ours.artist, ours.position, ours.credited_as) == (theirs.artist, 0, "")
    text, theirs_text = AlbumText.objects.values("key", *AlbumText.columns)
    assert text == theirs_text
    assert {album.pk for album in answers("moon safari air 1998 virgin", with_notes=False).albums} == {
        *Album.objects.values_list("pk", flat=True)
    }


def test_a_pressing_that_was_sold_takes_up_no_album_that_one_on_the_shelf_means() -> None:
    """Heard of before: the owned pressing makes it an owned album, and its plays stay with it."""
    heard = make_album("Pocket Symphony", "Beck", source="lastfm")
    LeftOutFolder.objects.create(name="Sold")
    sold, kept = (
        replace(ROW, title="Pocket Symphony", artists=(ArtistCredit("Beck"),), discogs_id=number, owned=(copy,))
        for number, copy in ((7, COPY._replace(folder="Sold")), (8, COPY._replace(folder="House")))
    )
    save_releases([sold, kept])
    album = Album.objects.get(title="Pocket Symphony")
    assert (album.pk, album.discogs_id, album.folder) == (heard.pk, 8, "House")
