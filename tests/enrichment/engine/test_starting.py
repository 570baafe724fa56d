"""Who may start a run, and what each refusal says."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from pytest_django import Settings

from enrichment.engine.request import AlreadyActive, BadOption, NothingConfigured, RunRefused, RunRequest, parse
from enrichment.engine.runs import create_run
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, PhaseState, State, Trigger
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.running import enrich, outcomes, phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("state", ACTIVE_STATES)
def test_while_a_run_is_active_no_other_starts_and_the_refusal_names_it(sandbox: Sandbox, state: State) -> None:
    active = start()
    EnrichmentRun.objects.update(state=state)
    with pytest.raises(AlreadyActive) as caught:
        start()
    assert caught.value.run == active
    assert EnrichmentRun.objects.count() == 1


@pytest.mark.parametrize("state", [state for state in State if state not in ACTIVE_STATES])
def test_a_finished_run_is_in_nobodys_way(sandbox: Sandbox, state: State) -> None:
    start()
    EnrichmentRun.objects.update(state=state)
    start()


def test_the_database_itself_holds_one_active_run_of_a_kind() -> None:
    EnrichmentRun.objects.create(trigger=Trigger.BUTTON)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrichmentRun.objects.create(trigger=Trigger.BUTTON, state=State.PAUSED)
    EnrichmentRun.objects.create(trigger=Trigger.BUTTON, kind=Kind.DISCOGS)
    EnrichmentRun.objects.create(trigger=Trigger.BUTTON, state=State.COMPLETED)


def test_of_starts_at_the_same_instant_one_wins_and_the_others_are_told(sandbox: Sandbox) -> None:
    together = threading.Barrier(6)
    results: list[EnrichmentRun | AlreadyActive] = []

    def begin() -> None:
        together.wait()
        try:
            results.append(start())
        except AlreadyActive as refusal:
            results.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runs = [result for result in results if isinstance(result, EnrichmentRun)]
    refusals = [result for result in results if isinstance(result, AlreadyActive)]
    assert len(runs) == EnrichmentRun.objects.count() == 1
    assert [refusal.run for refusal in refusals] == runs * 5


@pytest.mark.parametrize(
    ("missing", "stopped", "worked"),
    [
        ("EURIA_API_KEY", "descriptions", "artist_images"),
        ("EURIA_API_URL", "descriptions", "artist_images"),
        ("SPOTIFY_CLIENT_ID", "artist_images", "descriptions"),
        ("SPOTIFY_CLIENT_SECRET", "artist_images", "descriptions"),
    ],
)
def test_a_missing_key_leaves_the_other_service_at_work(
    sandbox: Sandbox, settings: Settings, missing: str, stopped: str, worked: str
) -> None:
    make_album("Debut", "Björk")
    setattr(settings, missing, "")
    settings.EURIA_PRODUCT_ID = ""
    run = enrich()
    assert run.state == State.COMPLETED
    assert outcomes(run, worked) == {"enriched": 1}
    idle = phase_of(run, stopped)
    assert (idle.state, idle.reason) == (PhaseState.STOPPED, "not_configured")
    assert idle.setting == ("EURIA_PRODUCT_ID" if missing == "EURIA_API_URL" else missing)


@pytest.mark.parametrize("options", [{}, {"only": "descriptions"}, {"limit": 5}, {"force": True}])
def test_without_any_key_there_is_one_sentence_and_no_run(
    db: None, settings: Settings, options: dict[str, Any]
) -> None:
    for name in ("EURIA_API_KEY", "EURIA_API_URL", "EURIA_PRODUCT_ID", "SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"):
        setattr(settings, name, "")
    with pytest.raises(NothingConfigured, match="EURIA_API_KEY"):
        start(**options)
    assert not EnrichmentRun.objects.exists()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "-3"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"limit": "1.5"}, "limit"),
        ({"limit": True}, "limit"),
        ({"limit": "9" * 30}, "limit"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"only": "covers"}, "only"),
        ({"only": ["descriptions"]}, "only"),
        ({"force": "perhaps"}, "force"),
        ({"language": "tlh"}, "language"),
        ({"albums": "7,x"}, "albums"),
        ({"albums": []}, "albums"),
        ({"albums": ""}, "albums"),
        ({"albums": {"7": 1}}, "albums"),
        ({"albums": [99999]}, "99999"),
        ({"everything": 1}, "everything"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(data: dict[str, Any], named: str) -> None:
    with pytest.raises(BadOption, match=named):
        parse(data)


def test_options_come_as_form_fields_or_as_json() -> None:
    album = make_album("Debut", "Björk")
    wanted = RunRequest(limit=5, only="descriptions", force=True, albums=[album.pk], language="fr")
    form = {"limit": "5", "only": "descriptions", "force": "on", "albums": str(album.pk), "language": "fr"}
    json = {"limit": 5, "only": "descriptions", "force": True, "albums": [album.pk, album.pk], "language": "fr"}
    assert parse(form) == parse(json) == wanted


def test_refusals_are_one_kind_of_answer_for_every_door() -> None:
    assert all(issubclass(kind, RunRefused) for kind in (AlreadyActive, BadOption, NothingConfigured))


def test_every_door_leaves_the_same_kind_of_row(sandbox: Sandbox) -> None:
    rows = []
    for trigger in Trigger:
        run = create_run(RunRequest(limit=3), trigger)
        rows.append((run.options, run.selection, [phase.name for phase in run.phases.all()]))
        EnrichmentRun.objects.update(state=State.COMPLETED)
    assert all(row == rows[0] for row in rows)
