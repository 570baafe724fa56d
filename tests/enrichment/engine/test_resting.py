"""What was taken back, or asked for in vain, rests: until when is said, and who names it is heard at once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from collection.models import Album, Artist
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import has_work
from enrichment.engine.undo import Rest, undo_run
from enrichment.models import EnrichmentRun, Outcome, RunItem, State
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.reports.estimate import set_aside
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.enrichment.admin.people import visitor
from tests.enrichment.reports.progress_rows import add_item, add_phase, make_run
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = ("descriptions", "artist_images")


@pytest.fixture
def run(sandbox: Sandbox) -> EnrichmentRun:
    make_album("Moon Safari", "AIR", original_year=1998)
    run = enrich()
    assert outcomes(run) == {"enriched": 1}
    return run


def in_days(days: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days))


@pytest.mark.parametrize(("language", "number"), [("en", 0), ("fr", 1), ("", 0)])
def test_what_is_in_review_in_one_language_is_missing_in_another(language: str, number: int) -> None:
    album = make_album("Moon Safari", "AIR")
    phase = add_phase(make_run(State.COMPLETED, options={"language": "en"}))
    add_item(phase, str(album), album=album, outcome="review", finished_at=timezone.now())
    assert Descriptions.missing(language).asked == number


@pytest.mark.parametrize(("days", "sooner"), mostly_slow([(None, 29), (3, 2.9), (60, 59)], once=False))
def test_what_was_taken_back_rests_until_the_day_that_was_said(
    run: EnrichmentRun, days: float | None, sooner: float
) -> None:
    undo_run(run, Rest(timezone.now() + timedelta(days=days)) if days else None)
    assert not has_work(RunRequest())
    with in_days(sooner):
        assert not has_work(RunRequest())
    with in_days((days or 30) + 0.1):
        assert has_work(RunRequest(only="descriptions"))
        assert has_work(RunRequest(only="artist_images"))


@pytest.mark.slow
def test_by_night_it_is_asked_again(run: EnrichmentRun) -> None:
    undo_run(run, Rest(timezone.now()))
    assert set_aside(BOTH) == []
    again = enrich()
    assert outcomes(again) == {"cached": 1}
    assert outcomes(again, "artist_images") == {"cached": 1}


def test_never_is_a_lock_that_force_respects(run: EnrichmentRun) -> None:
    undo_run(run, Rest(None))
    assert Album.objects.get().is_locked("ai_description")
    assert Artist.objects.get().is_locked("photo")
    assert set_aside(BOTH) == [], "it is no matter of time"
    assert outcomes(enrich(force=True)) == {"kept": 1}


@pytest.mark.slow
def test_what_rests_is_counted_with_its_day(run: EnrichmentRun, capsys: pytest.CaptureFixture[str]) -> None:
    undo_run(run, Rest(timezone.now() + timedelta(days=3)))
    (texts, photos), day = set_aside(BOTH), date_format(timezone.localtime() + timedelta(days=3))
    assert texts.startswith("Descriptions: 1 set aside until ")
    assert photos.startswith("Artist photos: 1 set aside until ")
    assert day in texts
    for page in ("/admin/enrichment/settings/", "/admin/enrichment/settings/steps/"):
        assert "1 set aside until" in visitor().get(page).content.decode()
    call_command("enrich", dry_run=True)
    assert texts in capsys.readouterr().out


@pytest.mark.slow
def test_a_selection_and_an_album_by_its_number_are_asked_at_once(run: EnrichmentRun) -> None:
    undo_run(run)
    assert outcomes(enrich(albums=[Album.objects.get().pk])) == {"cached": 1}
    assert Artist.objects.get().photo


@pytest.mark.slow
def test_a_draft_that_waits_is_asked_again_where_somebody_names_the_album(run: EnrichmentRun) -> None:
    Album.objects.update(ai_description="")
    RunItem.objects.filter(phase__name="descriptions").update(outcome=Outcome.REVIEW, draft="Half", after={})
    assert not has_work(RunRequest(only="descriptions"))
    [told], day = set_aside(["descriptions"]), date_format(timezone.localtime() + timedelta(days=30))
    assert told == f"Descriptions: 1 set aside until {day}."
    assert outcomes(enrich(albums=[Album.objects.get().pk], language="fr")) == {"enriched": 1}


@pytest.mark.parametrize(
    ("typed", "asked"), mostly_slow([({"again": "night"}, True), ({"again": "never"}, False), ({}, False)], once=False)
)
def test_the_page_offers_when_to_ask_again(run: EnrichmentRun, typed: dict[str, str], asked: bool) -> None:
    client: Client = visitor("enrichment.change_enrichmentrun")
    page = f"/admin/enrichment/enrichmentrun/{run.pk}/undo/"
    shown = client.get(page).content.decode()
    assert all(words in shown for words in ("by night", "not before", "never"))
    assert "2 changes were taken back." in client.post(page, typed, follow=True).content.decode()
    assert has_work(RunRequest()) is asked


@pytest.mark.slow
def test_a_day_that_is_none_is_told_and_nothing_is_taken_back(run: EnrichmentRun) -> None:
    client = visitor("enrichment.change_enrichmentrun")
    page = f"/admin/enrichment/enrichmentrun/{run.pk}/undo/"
    for typed in ({"again": "day", "day": ""}, {"again": "day", "day": "soon"}, {"again": "someday"}):
        assert "aime-field-error" in client.post(page, typed).content.decode()
    assert not RunItem.objects.filter(undone_at__isnull=False).exists()
