"""Everything goes out and comes back: texts, photos, locks, provenance, the owner's words, and what was heard."""

import csv
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from collection.exporting import as_csv, as_json
from collection.importing import read_collection, save_releases
from collection.models import Album, Artist, Image, LeftOutFolder, Scrobble
from tests.collection.builders import make_album, make_photo

pytestmark = pytest.mark.django_db
REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("AIME_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
REAL = SHARED / "earlier-version" / "discogs-collection.json"


def forget_everything() -> None:
    for model in (Scrobble, Image, Album, Artist, LeftOutFolder):
        model.objects.all().delete()


def text(lines: Iterator[str]) -> str:
    return "".join(lines)


def test_what_was_exported_comes_back_without_loss() -> None:
    album = make_album("Moon Safari", "AIR (2)", discogs_id=1, source="discogs", ai_description="A text.", rating=4)
    album.description_provider, album.description_at = "euria", timezone.now()
    album.notes, album.further, album.more_copies = "Two\nlines", {"Price": "9"}, [{"notes": "second"}]
    album.tracklist = [{"position": "A1", "title": "La femme d'argent", "duration": "7:08", "artists": "AIR"}]
    album.lock(["ai_description", "notes"])
    album.save()
    by_hand = make_album("By hand", "Somebody", support="CD", removed_at=timezone.now())
    artist = Artist.objects.get(name="AIR (2)")
    artist.spotify_id, artist.photo_answer = "1P6U1dCeHxPui5pIrGmndZ", "chosen"
    artist.lock(["photo"])
    artist.save()
    make_photo(artist)
    Artist.objects.create(name="Managed for its photo")
    for track, owner in (("One", album), ("Two", by_hand), ("Three", None)):
        Scrobble.objects.create(played_at=timezone.now(), artist_name="AIR", track_title=track, album=owner)
    LeftOutFolder.objects.create(name="Sold")
    exported = text(as_json())
    forget_everything()
    assert save_releases(read_collection(exported.encode())).refused == 0
    assert text(as_json()) == exported
    assert save_releases(read_collection(exported.encode())).unchanged == 2
    assert text(as_json()) == exported


@pytest.mark.parametrize("decided", [{"locked_fields": ["photo"]}, {"photo_answer": "no_photo"}])
def test_a_face_that_was_taken_away_for_good_does_not_come_back_with_an_earlier_export(decided: dict[str, Any]) -> None:
    make_album("Moon Safari", "AIR", discogs_id=1)
    artists = Artist.objects.filter(name="AIR")
    artists.update(spotify_id="1P6U1dCeHxPui5pIrGmndZ")
    make_photo(artists.get())
    exported = text(as_json())
    Image.objects.all().delete()
    artists.update(spotify_id="", **decided)
    assert save_releases(read_collection(exported.encode())).unchanged == 1
    assert not Image.objects.exists()
    assert artists.filter(spotify_id="", **decided).exists()


def test_a_photo_of_another_source_is_not_joined_by_that_of_an_earlier_export() -> None:
    make_album("Moon Safari", "AIR", discogs_id=1)
    make_photo(Artist.objects.get())
    exported = text(as_json())
    Image.objects.update(source="deezer")
    save_releases(read_collection(exported.encode()))
    assert Image.objects.get().source == "deezer"


@pytest.mark.skipif(not REAL.is_file(), reason=f"the earlier version's collection is not at {REAL}")
def test_the_round_trip_of_a_real_collection_is_the_same_to_the_byte(tmp_path: Path) -> None:
    call_command("import_collection", str(REAL))
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    call_command("export_collection", str(first))
    forget_everything()
    call_command("import_collection", str(first))
    call_command("export_collection", str(second))
    assert Album.objects.count() == 236
    assert first.read_bytes() == second.read_bytes()


def test_the_table_for_people_has_the_exports_own_columns_first_and_a_row_for_each_copy() -> None:
    make_album(
        "Moon Safari", "AIR (2)", discogs_id=1, labels=["Source"], notes="Mine", more_copies=[{"notes": "second"}]
    )
    table = text(as_csv())
    one, two = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert (one["Artist"], one["release_id"], one["Collection Notes"]) == ("AIR", "1", "Mine")
    assert two["Collection Notes"] == "second"
    assert save_releases(read_collection(table.encode())).created == 0
    assert (Album.objects.get().further, Album.objects.get().copies) == ({}, 2)


def test_each_copy_has_its_own_words_in_the_table_and_what_nobody_knows_is_blank() -> None:
    more = {"rating": 5, "added_at": "2021-06-02T08:00:00+00:00", "further": {"Price": "9", "Shelf": "A"}}
    added = datetime(2020, 5, 1, 10, 20, 30, tzinfo=UTC)
    make_album("Moon Safari", "AIR", year=1998, genres=["Pop", "Rock"], added_at=added, rating=4, more_copies=[more])
    make_album("Spiderland", "Slint", original_year=1991, discogs_id=7, source="discogs")
    names = ("Title", "Released", "Original Year", "release_id", "Genres", "Rating", "Date Added", "Further", "Source")
    rows = csv.DictReader(io.StringIO(text(as_csv()).removeprefix("\ufeff")))
    assert [[row[name] for name in names] for row in rows] == [
        ["Moon Safari", "1998", "", "", "Pop, Rock", "4", "2020-05-01 10:20:30", "", "manual"],
        ["Moon Safari", "1998", "", "", "Pop, Rock", "5", "2021-06-02T08:00:00+00:00", "Price: 9; Shelf: A", "manual"],
        ["Spiderland", "", "1991", "7", "", "", "", "", "discogs"],
    ]


def test_what_somebody_broke_in_an_export_costs_itself_alone() -> None:
    make_album("Moon Safari", "AIR", discogs_id=1, ai_description="A text.", rating=4)
    exported = (
        text(as_json())
        .replace('"rating": 4', '"rating": "many"')
        .replace('"locked_fields": []', '"locked_fields": 7', 1)
    )
    forget_everything()
    assert save_releases(read_collection(exported.encode())).created == 1
    assert (Album.objects.get().ai_description, Album.objects.get().rating) == ("A text.", None)
