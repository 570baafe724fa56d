"""A doubtful text is kept aside until a person takes it, corrects it or drops it."""

from typing import Any

import pytest

from collection.models import Album
from enrichment.models import RunItem
from enrichment.phases import review
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.phases.reviews import doubtful_text
from tests.enrichment.reports.progress_rows import add_item, add_phase
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def album(db: None) -> Album:
    return make_album("Moon Safari", "AIR")


def test_a_draft_taken_as_it_stands_is_the_models_and_locked(album: Album) -> None:
    item = doubtful_text(album)
    assert review.accept_text(item, "A draft.") == [album]
    album.refresh_from_db()
    assert (album.ai_description, album.description_provider, album.description_language) == ("A draft.", "euria", "fr")
    assert album.description_run_id == item.run_id
    assert album.is_locked("ai_description")
    assert not review.pending().exists()


def test_a_corrected_draft_is_the_persons(album: Album) -> None:
    review.accept_text(doubtful_text(album), "My own\r\nwords.\x00\u202e")
    album.refresh_from_db()
    assert (album.ai_description, album.description_provider) == ("My own words.", "manual")
    assert album.description_run_id is None


@pytest.mark.parametrize("text", ["", " \n", "\u202e", "x" * 2001])
def test_what_is_no_description_is_refused(album: Album, text: str) -> None:
    item = doubtful_text(album)
    with pytest.raises(review.ReviewError):
        review.accept_text(item, text)
    album.refresh_from_db()
    assert album.ai_description == ""
    assert list(review.pending()) == [item]


def test_the_editions_of_one_work_get_the_text_together(sandbox: Sandbox) -> None:
    sandbox.faults.set(["short_text:euria"])
    editions = [make_album("Moon Safari", "AIR", discogs_master_id=7, discogs_id=number) for number in (1, 2, 3)]
    Album.objects.filter(pk=editions[2].pk).update(locked_fields=["ai_description"])
    run = enrich(only="descriptions", albums=[album.pk for album in editions])
    assert outcomes(run) == {"review": 2, "kept": 1}
    item = RunItem.objects.filter(run=run, outcome="review").latest("pk")
    review.accept_text(item, item.draft)
    assert set(Album.objects.described()) == set(editions[:2])
    assert not review.pending().exists()


def test_a_dropped_draft_leaves_the_own_text_locked(album: Album) -> None:
    Album.objects.update(ai_description="Mine.")
    review.keep_text(doubtful_text(album))
    album.refresh_from_db()
    assert (album.ai_description, album.locked_fields) == ("Mine.", ["ai_description"])
    assert not review.pending().exists()


def test_a_dropped_draft_of_an_album_without_a_text_lets_it_be_asked_again(sandbox: Sandbox, album: Album) -> None:
    item = doubtful_text(album)
    assert not outcomes(enrich(only="descriptions", language="fr"))  # asked lately
    review.keep_text(item)
    assert outcomes(enrich(only="descriptions", language="fr")) == {"enriched": 1}


@pytest.mark.parametrize("options", [{"force": True}, {}, {"force": True, "limit": 1}])
def test_an_accepted_text_survives_every_later_run(sandbox: Sandbox, album: Album, options: dict[str, Any]) -> None:
    review.accept_text(doubtful_text(album), "Short and mine.")
    before = list(Album.objects.values())
    enrich(only="descriptions", **options)
    assert list(Album.objects.values()) == before
    assert sandbox.record.count() == 0


def test_an_item_of_another_phase_closes_no_question_about_the_text(album: Album) -> None:
    item = doubtful_text(album)
    add_item(add_phase(item.run, "discogs_facts"), album=album)
    assert list(review.pending()) == [item]


def test_a_locked_edition_keeps_its_own_text_when_a_sibling_s_draft_is_taken(album: Album) -> None:
    item = doubtful_text(album, work_key="master:7")
    locked = make_album("Moon Safari (10th)", "AIR", ai_description="Mine.", locked_fields=["ai_description"])
    add_item(item.phase, "Other", album=locked, draft="A draft.", outcome="review", work_key="master:7")
    review.accept_text(item, "A draft.")
    locked.refresh_from_db()
    assert locked.ai_description == "Mine."
