"""Folders that the owner leaves out: what lies in them stays away or out of sight, and nothing is ever deleted."""

from typing import Any

import pytest

from collection.importing import ImportReport, leave_out, read_collection, save_releases
from collection.importing.records import OwnedCopy
from collection.importing.report import remarks
from collection.models import Album, Artist, LeftOutFolder
from tests.collection.builders import make_album
from tests.collection.importing.records import bare
from tests.collection.importing.test_reading import row, table

pytestmark = pytest.mark.django_db


def bring(*folders: str, **changes: str) -> ImportReport:
    """A file of one record, with a copy in each of `folders`."""
    rows = [
        row(CollectionFolder=folder, Date_Added=f"2020-01-0{day} 10:00:00", Collection_Notes=folder, **changes)
        for day, folder in enumerate(folders, 1)
    ]
    return save_releases(read_collection(table(rows).encode()))


def shown() -> list[str]:
    return list(Album.objects.kept().values_list("folder", flat=True))


@pytest.mark.parametrize("name", ["Sold", "sold", " SOLD "])
def test_a_record_in_such_a_folder_is_not_brought_in_and_is_told(name: str) -> None:
    leave_out([name])
    report = bring("Sold")
    assert (report.left_out, report.created, Album.objects.count(), Artist.objects.count()) == (1, 0, 0, 0)
    assert remarks(report) == ["1 album lies in a folder that is left out, and was not brought in."]


def test_what_is_there_is_hidden_and_shows_again_when_its_folder_does() -> None:
    bring("Sold")
    leave_out(["Sold"])
    assert (shown(), Artist.objects.on_the_shelf().count()) == ([], 0)
    leave_out([])
    assert (shown(), Artist.objects.on_the_shelf().count()) == (["Sold"], 1)


def test_what_moves_into_such_a_folder_later_keeps_everything() -> None:
    bring("Jazz")
    Album.objects.update(ai_description="A text.")
    leave_out(["Sold"])
    assert (bring("Sold").updated, shown(), Album.objects.get().ai_description) == (1, [], "A text.")
    bring("Jazz")
    assert shown() == ["Jazz"]


@pytest.mark.parametrize("before", [True, False])
def test_of_two_copies_the_one_that_stays_stands_for_the_album(before: bool) -> None:
    if before:
        leave_out(["Sold"])
    bring("Sold", "Jazz")
    leave_out(["Sold"])
    album = Album.objects.get()
    assert (shown(), album.notes, album.more_copies[0]["notes"]) == (["Jazz"], "Jazz", "Sold")
    assert bring("Sold", "Jazz").unchanged == 1


def test_a_copy_that_discogs_moved_gives_its_place_to_the_other() -> None:
    first, second = OwnedCopy(folder="Jazz", instance=1, notes="first"), OwnedCopy(folder="Rock", instance=2)
    save_releases([bare("Moon Safari", "AIR", discogs_id=1, owned=(first, second))])
    leave_out(["Sold"])
    moved = OwnedCopy(folder="Sold", instance=1, notes="first")
    record = bare("Moon Safari", "AIR", discogs_id=1, owned=(moved, second))
    assert save_releases([record]).updated == 1
    album = Album.objects.get()
    assert (album.folder, album.instance_id, album.notes) == ("Rock", 2, "")
    assert album.more_copies == [{"folder": "Sold", "notes": "first", "instance": 1}]
    assert save_releases([record]).unchanged == 1


def test_what_a_person_locked_stays_with_its_copy() -> None:
    bring("Sold", "Jazz")
    album = Album.objects.get()
    album.lock(["notes"])
    album.save()
    leave_out(["Sold"])
    assert Album.objects.get().notes == "Sold"


def test_an_album_that_was_only_heard_is_not_taken_for_one_that_was_sold() -> None:
    heard = make_album("Moon Safari", "AIR", source="lastfm")
    leave_out(["Sold"])
    bring("Sold")
    assert [(album.pk, album.source) for album in Album.objects.kept()] == [(heard.pk, "lastfm")]


def test_the_choice_is_made_anew_as_a_whole() -> None:
    for chosen in (["Sold", "Sold ", "", "Lent"], ["Lent", "Traded"]):
        leave_out(chosen)
    assert list(LeftOutFolder.objects.values_list("name", flat=True)) == ["Lent", "Traded"]


def owned(*notes: str) -> list[Any]:
    album = Album.objects.get()
    return [album.notes, *(copy.get("notes") for copy in album.more_copies)][: len(notes) + 1]


def test_a_copy_that_a_file_no_longer_has_is_gone_from_the_album() -> None:
    bring("Jazz", "Rock", "Pop")
    bring("Jazz", "Rock")
    assert owned("Jazz", "Rock", "Pop") == ["Jazz", "Rock"]


def test_a_file_takes_no_copy_away_that_discogs_numbered() -> None:
    numbered = tuple(OwnedCopy(notes=f"{number}", instance=number) for number in (1, 2))
    save_releases([bare("Moon Safari", "AIR", discogs_id=151223, owned=numbered)])
    bring("Jazz", release_id="151223")
    assert [copy["notes"] for copy in Album.objects.get().more_copies] == ["2"]
