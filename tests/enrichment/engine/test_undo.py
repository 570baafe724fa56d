"""What a run wrote is taken back byte for byte; what somebody changed since is left alone and named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from collection.models import Album, Artist, Image
from enrichment.engine import undo
from enrichment.engine.request import AlreadyActive, RunRequest
from enrichment.engine.runs import has_work
from enrichment.models import Outcome, RunItem, State
from enrichment.phases import review
from enrichment.phases.descriptions.text import description_of
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.admin.people import make_run
from tests.enrichment.admin.rows import add_item, described
from tests.enrichment.phases.reviews import RIGHT, candidate, doubtful_photo
from tests.enrichment.running import enrich, start

pytestmark = pytest.mark.django_db(transaction=True)


def everything() -> list[Any]:
    """All that the collection holds, but for when an artist was asked for: that is no value of the owner's."""
    artists = [{**row, "photo_asked_at": None} for row in Artist.objects.order_by("pk").values()]
    return [list(Album.objects.order_by("pk").values()), artists, list(Image.objects.order_by("pk").values())]


@pytest.fixture
def album(sandbox: Sandbox) -> Album:
    return make_album("Moon Safari", "AIR", original_year=1998)


def test_a_first_run_is_undone_to_nothing(album: Album) -> None:
    before = everything()
    run = enrich()
    assert everything() != before
    report = undo.undo_run(run)
    assert everything() == before
    assert (report.restored, report.left_alone) == (2, [])
    assert run.items.filter(undone_at__isnull=True).count() == 0


@pytest.mark.slow
def test_a_forced_run_is_undone_to_the_earlier_texts_and_photos_with_their_provenance(
    sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    enrich(limit=12)
    before = everything()
    sandbox.faults.set(["foreign_image:spotify:times=2"])
    forced = enrich(limit=12, force=True)
    assert everything() != before
    undo.undo_run(forced)
    assert everything() == before


def test_undoing_twice_changes_nothing_more(album: Album) -> None:
    run = enrich()
    undo.undo_run(run)
    Album.objects.update(ai_description="Written since.")
    after = everything()
    assert undo.undo_run(run) == undo.UndoReport()
    assert everything() == after


def test_one_item_is_undone_alone(album: Album) -> None:
    run = enrich()
    item = run.items.get(phase__name="descriptions")
    assert undo.undo_items([item.pk]).restored == 1
    album.refresh_from_db()
    assert album.ai_description == ""
    assert Image.objects.exists()


def edit_text() -> None:
    Album.objects.update(ai_description="Edited.")


def lock_text() -> None:
    Album.objects.update(locked_fields=["ai_description"])


def new_provenance() -> None:
    Album.objects.update(description_model="another")


def run_again() -> None:
    enrich(only="descriptions", force=True, limit=1)


@pytest.mark.parametrize("meanwhile", [edit_text, lock_text, new_provenance, run_again])
def test_a_text_changed_or_locked_since_is_left_alone_and_named(album: Album, meanwhile: Callable[[], None]) -> None:
    run = enrich()
    meanwhile()
    kept = list(Album.objects.values())
    report = undo.undo_run(run)
    assert list(Album.objects.values()) == kept
    assert report.restored == 1
    ((label, why),) = report.left_alone
    assert label == "Moon Safari — AIR"
    assert why.endswith("since.")


def test_a_photo_decided_on_since_is_left_alone_and_named(album: Album) -> None:
    run = enrich(only="artist_images")
    review.choose_photo(doubtful_photo(Artist.objects.get(), candidate()), RIGHT)
    kept = everything()
    report = undo.undo_run(run)
    assert everything() == kept
    assert report.left_alone == [("AIR", "The photo was decided on since.")]


def test_a_deleted_album_is_named(album: Album) -> None:
    run = enrich(only="descriptions")
    album.delete()
    assert undo.undo_run(run).left_alone == [("Moon Safari — AIR", "It was deleted since.")]


def test_what_wrote_nothing_has_nothing_to_undo(sandbox: Sandbox, album: Album) -> None:
    sandbox.faults.set(["short_text:euria"])
    run = enrich(only="descriptions")
    assert undo.undo_run(run) == undo.UndoReport()
    assert not RunItem.objects.filter(undone_at__isnull=False).exists()


def test_an_active_run_is_not_undone(album: Album) -> None:
    with pytest.raises(AlreadyActive):
        undo.undo_run(start())


def test_what_was_taken_back_does_not_return_with_the_next_night(album: Album) -> None:
    undo.undo_run(enrich())
    assert not has_work(RunRequest())
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert has_work(RunRequest())


def test_of_two_texts_taken_back_together_the_later_goes_first(db: None) -> None:
    """Else the earlier one would be taken for changed since, and stay."""
    album, first = described(make_run(State.COMPLETED), "Moon Safari", "First.")
    later = make_run(State.COMPLETED)
    before = description_of(album)
    album.ai_description, album.description_run_id = "Second.", later.pk
    album.save()
    second = add_item(later, Outcome.ENRICHED, album=album, before=before, after=description_of(album))
    assert undo.undo_items([first.pk, second.pk]).restored == 2
    album.refresh_from_db()
    assert album.ai_description == ""
