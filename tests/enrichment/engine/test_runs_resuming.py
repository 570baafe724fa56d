"""A finished run never reopens: retry and resume are new runs, for what it left or failed."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from collection.models import Album
from enrichment.engine import clock, items, lifecycle, runs
from enrichment.engine.items import prepare_chunk
from enrichment.engine.request import AlreadyActive, BadOption
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun, Outcome, State, Trigger
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.reports.progress import progress
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true, enrich, finish, outcomes, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def failed(sandbox: Sandbox, sixteen_albums: list[Album]) -> EnrichmentRun:
    """Of 20 albums, those by Herbie Hancock failed."""
    sandbox.faults.set(["server_error:euria:about=Herbie Hancock"])
    run = enrich(only="descriptions", limit=20)
    assert outcomes(run)["failed"] == 2
    sandbox.faults.clear()
    sandbox.record.clear()
    return run


@pytest.mark.slow
def test_retry_is_a_child_run_of_what_failed(failed: EnrichmentRun, sandbox: Sandbox) -> None:
    before = outcomes(failed)
    child = finish(runs.retry_failed(failed, Trigger.BUTTON))
    assert child.parent == failed
    assert outcomes(child) == {"enriched": 2}
    assert sandbox.record.count("euria") == 2
    assert outcomes(failed) == before
    failed.refresh_from_db()
    assert failed.state == State.COMPLETED


@pytest.mark.slow
def test_retry_keeps_the_language_and_switches_of_its_parent(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["server_error:euria"])
    parent = enrich(only="descriptions", limit=1, language="fr", force=True)
    sandbox.faults.clear()
    finish(runs.retry_failed(parent, Trigger.BUTTON))
    assert Album.objects.described().get(pk=sixteen_albums[0].pk).description_language == "fr"


@pytest.mark.slow
def test_resume_takes_up_what_a_cancelled_run_never_asked(sandbox: Sandbox, thirty_albums: list[Album]) -> None:
    run = start(only="descriptions")
    sandbox.latency = {"euria": 0.05}
    Slice(run, seconds=0.2).work()
    asked = sandbox.record.count("euria")
    lifecycle.cancel(run)
    assert_counters_true(run)
    assert run.state == State.CANCELLED
    left = outcomes(run)[""]
    child = finish(runs.resume(run, Trigger.BUTTON))
    assert sum(outcomes(child).values()) == left
    assert sandbox.record.count("euria") == 28
    assert asked < 28
    assert not Album.objects.without_description().exists()


@pytest.mark.slow
def test_resume_of_a_run_cancelled_before_it_was_prepared_does_all_of_it(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large collection's items are made in chunks; a cancel may come before the last of them."""
    monkeypatch.setattr(items, "CHUNK", 10)
    run = start(only="descriptions")
    for _ in range(2):
        prepare_chunk(run, run.phases.get().pk, Descriptions)
    finish(runs.resume(lifecycle.cancel(run), Trigger.BUTTON))
    assert not Album.objects.without_description().exists()


@pytest.mark.slow
def test_what_was_filled_meanwhile_is_kept_by_a_retry(failed: EnrichmentRun, sandbox: Sandbox) -> None:
    Album.objects.update(ai_description="What the owner wrote.")
    child = finish(runs.retry_failed(failed, Trigger.BUTTON))
    assert outcomes(child) == {"kept": 2}
    assert sandbox.record.count() == 0


def test_there_is_nothing_to_retry_where_nothing_failed(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    run = enrich(only="descriptions", limit=2)
    for go_on in (runs.retry_failed, runs.resume):
        with pytest.raises(BadOption, match=str(run.pk)):
            go_on(run, Trigger.BUTTON)
    assert EnrichmentRun.objects.count() == 1


@pytest.mark.slow
def test_an_active_run_is_not_taken_up_and_neither_is_another_beside_it(
    failed: EnrichmentRun, sandbox: Sandbox
) -> None:
    active = start(only="descriptions")
    for parent in (active, failed):
        with pytest.raises(AlreadyActive) as caught:
            runs.resume(parent, Trigger.BUTTON)
        assert caught.value.run == active


@pytest.mark.slow
def test_a_retry_reaches_an_item_that_failed_though_it_was_asked_lately(failed: EnrichmentRun) -> None:
    failed.items.filter(outcome=Outcome.FAILED).update(outcome=Outcome.REVIEW)
    child = finish(runs.create_child(failed, [Outcome.REVIEW], Trigger.BUTTON))
    assert outcomes(child) == {"enriched": 2}


@pytest.mark.parametrize(
    ("state", "silence", "interrupted", "stale"),
    [
        (State.RUNNING, 30, False, False),
        (State.RUNNING, 90, True, True),
        (State.QUEUED, 90, False, True),
        (State.PAUSED, 90, False, True),
        (State.COMPLETED, 90, False, False),
    ],
)
@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=2), timedelta(hours=-2)], ids=str)
def test_who_is_silent_is_told_by_the_databases_clock_whatever_this_machines_says(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    state: State,
    silence: int,
    interrupted: bool,
    stale: bool,
    ahead: timedelta,
) -> None:
    settings.AIME_INTERRUPTED_SECONDS = 60
    there = clock.now() + ahead
    monkeypatch.setattr(clock, "database_time", there.timestamp)
    run = EnrichmentRun.objects.create(
        trigger=Trigger.API, state=state, heartbeat_at=there - timedelta(seconds=silence), started_at=there
    )
    assert runs.is_interrupted(run) is interrupted
    assert runs.is_stale(run) is stale
    told = progress(run.pk)
    assert told is not None
    assert (told["state"] == "interrupted") is interrupted
