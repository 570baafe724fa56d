"""What Discogs tells of a release, a copy and a work, as the collection keeps it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from collection.importing import ArtistCredit, Track
from enrichment.phases.discogs.records import copy_of, of_work, record_of, records_of, with_artists
from enrichment.providers.discogs import CollectionPage, Credit, MasterFacts, ReleaseFacts
from enrichment.providers.discogs import Track as DiscogsTrack
from tests.builders import make_album


def release(number: int = 501, **facts: Any) -> ReleaseFacts:
    return ReleaseFacts(**{"id": number, "title": "Blue Rooms", "artists": (Credit(12, "Twins (2)"),), **facts})


def page(*rows: ReleaseFacts, **told: Any) -> CollectionPage:
    return CollectionPage(rows, 1, 1, len(rows), **told)


def test_a_release_becomes_a_record_that_says_whose_it_is_and_how_it_is_credited() -> None:
    artists = (
        Credit(12, "Twins (2)", "The Twins", "="),
        Credit(12, "Twins (2)", "Les Jumeaux", "&"),
        Credit(None, "Solo"),
    )
    record = record_of(release(artists=artists, master_id=77, year=1999, labels=("Sample",), catalog_number="SL 1"))
    assert record.artists == (ArtistCredit("Twins (2)", 12, "The Twins", "&"), ArtistCredit("Solo", None, "", ""))
    assert (record.discogs_id, record.master_id, record.year, record.where) == (501, 77, 1999, "501")
    assert (record.labels, record.catalog_number, record.source) == (("Sample",), "SL 1", "discogs")


@pytest.mark.parametrize(
    ("formats", "support"),
    [
        (("2 x Vinyl, LP, Album",), "vinyl"),
        (("CD, Album, Reissue",), "cd"),
        (("Cassette",), "cassette"),
        ((), ""),
    ],
)
def test_the_kind_of_disc_is_read_from_what_comes_first(formats: tuple[str, ...], support: str) -> None:
    assert record_of(release(formats=formats)).support.lower() == support


def test_a_long_joint_phrase_and_long_positions_are_cut_to_their_columns() -> None:
    tracks = (DiscogsTrack("P" * 30, "First", "9" * 30, "Solo", "heading"),)
    record = record_of(release(artists=(Credit(12, "Twins", "", "&" * 60),), tracklist=tracks))
    assert record.artists[0].join_phrase == "&" * 50
    assert record.tracklist == (Track("P" * 20, "First", "9" * 20, "Solo", "heading"),)


@pytest.mark.parametrize(
    ("address", "kept"),
    [("https://i.discogs.com/a.jpeg", "https://i.discogs.com/a.jpeg"), ("http://i.discogs.com/a.jpeg", "")],
)
def test_only_an_https_cover_and_page_are_kept(address: str, kept: str) -> None:
    record = record_of(release(cover_url=address, discogs_url=address))
    assert (record.cover_url, record.discogs_url) == (kept, kept)
    assert of_work(MasterFacts(77, "Blue Rooms", cover_url=address))["image_url"] == kept


def test_what_the_owner_says_of_a_copy_goes_by_the_names_of_the_fields() -> None:
    notes = ((1, "Mint (M)"), (2, "Good (G)"), (3, "From Anna"), (4, "Shelf B"), (5, "x"))
    row = release(instance_id=7, rating=4, folder_id=3, notes=notes, date_added="2020-01-02T03:04:05-08:00")
    copy = copy_of(row, page(row, folders={3: "Jazz"}, note_fields={4: "Where it stands"}))
    assert (copy.rating, copy.folder, copy.instance) == (4, "Jazz", 7)
    assert (copy.media_condition, copy.sleeve_condition, copy.notes) == ("Mint (M)", "Good (G)", "From Anna")
    assert copy.further == (("Where it stands", "Shelf B"), ("Field 5", "x"))
    assert copy.added_at == datetime(2020, 1, 2, 11, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("folder", "name"),
    [(1, "Uncategorized"), (3, "Jazz"), (4, ""), (None, "")],
    ids=["usual", "named", "secret", "none"],
)
def test_a_folder_whose_name_is_not_told_has_none(folder: int | None, name: str) -> None:
    row = release(folder_id=folder)
    assert copy_of(row, page(row, folders={3: "Jazz"})).folder == name


def test_a_condition_is_cut_to_its_column() -> None:
    row = release(notes=((1, "M" * 120), (2, "G" * 120)))
    copy = copy_of(row, page(row))
    assert (len(copy.media_condition), len(copy.sleeve_condition)) == (100, 100)


def test_several_copies_of_a_release_are_one_record_with_all_of_them() -> None:
    rows = release(1, instance_id=10), release(2, instance_id=20), release(1, instance_id=11, title="Blue Rooms II")
    first, second = records_of(page(*rows))
    assert [copy.instance for copy in first.owned] == [10, 11]
    assert (first.discogs_id, first.title) == (1, "Blue Rooms II"), "what came last is told"
    assert [copy.instance for copy in second.owned] == [20]


def test_a_work_tells_what_an_album_keeps_of_it() -> None:
    master = MasterFacts(77, "Blue Rooms", 1959, (), ("Jazz",), ("Modal",), (DiscogsTrack("A1", "First", "4:33"),))
    told = of_work(master)
    assert (told["original_year"], told["genres"], told["styles"]) == (1959, ["Jazz"], ["Modal"])
    assert told["tracklist"] == [{"position": "A1", "title": "First", "duration": "4:33"}]


@pytest.mark.django_db
def test_a_release_that_names_nobody_keeps_the_artists_that_are_known_in_their_order() -> None:
    album = make_album("Blue Rooms", "Twins (2)", "Solo")
    nameless = record_of(release(artists=()))
    assert [one.name for one in with_artists(nameless, album).artists] == ["Twins (2)", "Solo"]
    assert with_artists(nameless, None) is nameless
    named = record_of(release())
    assert with_artists(named, album) is named
