"""In which language texts are written where nobody says it."""

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from collection.models import Album
from enrichment.engine.ready_made import change_of_language
from enrichment.engine.request import RunRequest, preset_language, usual_language
from enrichment.engine.runs import create_run, has_work
from enrichment.engine.undo import undo_run
from enrichment.jobs.planning import request_for
from enrichment.models import EnrichmentRun, Job, Kind, Preferences, State, Trigger
from enrichment.reports.estimate import estimate, set_aside
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.admin.people import make_run, visitor
from tests.enrichment.running import enrich, finish, outcomes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("reader", "offered"), [("fr-ch", "fr"), ("de", "de"), ("pt", "en"), ("en", "en")])
def test_a_reader_is_offered_the_language_of_the_page(reader: str, offered: str) -> None:
    with translation.override(reader):
        assert preset_language() == offered


def test_the_owners_setting_goes_before_the_reader(settings: Settings) -> None:
    settings.EURIA_LANGUAGE, settings.EURIA_LANGUAGE_CHOSEN = "it", True
    make_run(State.COMPLETED, options={"language": "de"})
    with translation.override("fr"):
        assert (preset_language(), usual_language()) == ("it", "it")


def test_the_night_goes_on_in_the_language_that_a_person_chose_last() -> None:
    assert usual_language() == "en"
    make_run(State.COMPLETED, options={"language": "fr"})
    make_run(State.COMPLETED, options={"language": "de"}, trigger=Trigger.SCHEDULE)
    assert usual_language() == "fr"
    assert request_for(Job.NIGHT, Preferences()).language_code == "fr"
    make_run(State.COMPLETED, options={"language": "klingon"})
    assert usual_language() == "en", "a language that is no more"


@pytest.fixture
def english(sandbox: Sandbox) -> Album:
    make_album("Moon Safari", "AIR", original_year=1998)
    assert outcomes(enrich(language="en", only="descriptions")) == {"enriched": 1}
    return Album.objects.get()


def change(language: str) -> EnrichmentRun:
    request = change_of_language(language)
    assert request
    return finish(create_run(request, Trigger.BUTTON))


@pytest.mark.django_db(transaction=True)
def test_the_language_of_the_texts_is_changed_and_back_again_without_paying_twice(
    english: Album, sandbox: Sandbox
) -> None:
    before = english.ai_description
    assert change_of_language("en") is None
    run = change("fr")
    assert outcomes(run) == {"enriched": 1}
    english.refresh_from_db()
    assert (english.description_language, english.ai_description != before) == ("fr", True)
    calls = sandbox.record.count("euria", "chat")
    assert outcomes(change("en")) == {"cached": 1}
    assert sandbox.record.count("euria", "chat") == calls
    english.refresh_from_db()
    assert english.ai_description == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kept", [{"locked_fields": ["ai_description"]}, {"description_language": ""}])
def test_a_text_that_is_locked_or_of_an_unknown_language_stays(english: Album, kept: dict[str, object]) -> None:
    Album.objects.update(**kept)
    assert change_of_language("fr") is None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_rests_in_one_language_is_asked_at_once_in_another(english: Album) -> None:
    undo_run(EnrichmentRun.objects.get())
    assert not has_work(RunRequest(only="descriptions", language="en"))
    assert has_work(RunRequest(only="descriptions", language="fr"))
    assert estimate(RunRequest(only="descriptions", language="fr")).calls == 1
    assert set_aside(["descriptions"], "fr") == []
    assert len(set_aside(["descriptions"], "en")) == 1
    assert outcomes(enrich(only="descriptions", language="fr")) == {"enriched": 1}


@pytest.mark.django_db(transaction=True)
def test_the_page_counts_before_it_changes_the_language(english: Album) -> None:
    keeper, page = visitor("enrichment.add_enrichmentrun"), reverse("admin:enrichment_settings_language")
    assert "Every text is in this language" in keeper.get(page).content.decode()
    counted = keeper.post(page, {"language": "fr", "confirmed": "1", "count_again": "1"}).content.decode()
    assert "1 description · calls: 1" in counted
    assert EnrichmentRun.objects.count() == 1
    keeper.post(page, {"language": "fr", "confirmed": "1"})
    run = EnrichmentRun.objects.latest("pk")
    assert (run.selection, run.options["language"], run.options["force"]) == ({"albums": [english.pk]}, "fr", False)


@pytest.mark.django_db(transaction=True)
def test_facts_may_be_fetched_before_the_language_is_changed(english: Album) -> None:
    Album.objects.update(discogs_id=1, facts_at=None)
    keeper, page = visitor("enrichment.add_enrichmentrun"), reverse("admin:enrichment_settings_language")
    wanted = {"language": "fr", "confirmed": "1"}
    assert "Fetch the facts first" in keeper.post(page, {**wanted, "count_again": "1"}).content.decode()
    keeper.post(page, {**wanted, "facts_first": "1"})
    started = EnrichmentRun.objects.latest("pk")
    assert (started.kind, started.selection) == (Kind.DISCOGS, {"albums": [english.pk]})
