"""What the owner says of each copy at Discogs, whose names for folders and fields come along."""

from typing import Any

import pytest
from pytest_django import Settings

from collection.importing import leave_out
from collection.models import Album
from enrichment.models import EnrichmentRun, State
from enrichment.reports.run_report import source_summary
from enrichment.sandbox import Sandbox
from tests.conftest import Play
from tests.enrichment.phases.playing import read_pages, releases

pytestmark = pytest.mark.django_db(transaction=True)


def at_discogs(play: Play, *rows: dict[str, Any]) -> tuple[EnrichmentRun, Sandbox]:
    sandbox = play(Sandbox(releases(*rows)))
    run = read_pages()
    assert run.state == State.COMPLETED
    return run, sandbox


def copy(instance: int, folder: str = "Jazz", **fields: Any) -> dict[str, Any]:
    return {"release_id": 1, "title": "Blue Train", "instance_id": instance, "folder": folder, **fields}


def test_folders_and_fields_come_by_their_names_which_are_asked_for_once(play: Play) -> None:
    notes = {"Media Condition": "Mint (M)", "Notes": "From\nAnna", "Where it stands": "Shelf B"}
    _run, sandbox = at_discogs(play, copy(1, rating=4, notes=notes), {"folder": "Rock"}, {})
    album, rock, plain = Album.objects.order_by("discogs_id")
    assert (album.folder, rock.folder, plain.folder) == ("Jazz", "Rock", "Uncategorized")
    assert (album.rating, album.media_condition, album.notes) == (4, "Mint (M)", "From\nAnna")
    assert album.further == {"Where it stands": "Shelf B"}
    assert [sandbox.record.count("discogs", name) for name in ("folders", "fields")] == [1, 1]


def test_without_the_owners_token_folders_have_no_name_and_all_else_comes(play: Play, settings: Settings) -> None:
    sandbox = play(Sandbox(releases(copy(1, rating=4))))
    settings.DISCOGS_TOKEN = ""
    assert read_pages().state == State.COMPLETED
    assert (Album.objects.get().folder, Album.objects.get().rating) == ("", 4)
    assert sandbox.record.count("discogs", "folders") == 1


def test_what_lies_in_a_folder_that_is_left_out_is_not_brought_in_and_is_told(play: Play) -> None:
    leave_out(["Sold"])
    run, _sandbox = at_discogs(play, copy(1, "Sold"), {})
    assert [album.folder for album in Album.objects.all()] == ["Uncategorized"]
    assert source_summary(run)["left_out"] == 1


def test_what_moves_into_such_a_folder_is_hidden_not_gone(play: Play) -> None:
    leave_out(["Sold"])
    at_discogs(play, copy(1), {})
    run, _sandbox = at_discogs(play, copy(1, "Sold"), {})
    album = Album.objects.get(discogs_id=1)
    assert (album.folder, album.removed_at, Album.objects.kept().count()) == ("Sold", None, 1)
    assert (source_summary(run)["removed_count"], source_summary(run)["seems_gone"]) == (0, 0)


@pytest.mark.slow
def test_a_copy_that_is_no_longer_there_takes_its_words_with_it(play: Play) -> None:
    at_discogs(play, copy(1, notes={"Notes": "first"}), copy(2, notes={"Notes": "second"}), copy(3), {})
    at_discogs(play, copy(2, notes={"Notes": "second"}), copy(3), {})
    album = Album.objects.get(discogs_id=1)
    assert (album.notes, album.instance_id, album.copies) == ("second", 2, 2)
    assert [further["instance"] for further in album.more_copies] == [3]
    at_discogs(play, copy(2, notes={"Notes": "second"}), {})
    album.refresh_from_db()
    assert (album.notes, album.more_copies, album.copies) == ("second", [], 1)
