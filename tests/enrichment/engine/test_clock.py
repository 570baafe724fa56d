"""A clock that stood hours ahead and is set back in the midst of a run keeps nobody waiting until it comes round."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.utils import timezone
from django_q.models import OrmQ
from pytest_django import Settings
from time_machine import Traveller

from collection.models import Album
from enrichment.engine import clock, lifecycle
from enrichment.engine.enrich import work_through
from enrichment.engine.items import claim, free_items, prepare_chunk
from enrichment.engine.lifecycle import stale_runs
from enrichment.engine.rate_limit import block, reserve
from enrichment.jobs import slices
from enrichment.jobs.supervision import membership
from enrichment.models import EnrichmentRun, PhaseState, ProviderLimit, State, WorkerHeartbeat
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.providers.errors import Limited
from enrichment.reports.progress import progress
from enrichment.sandbox import Sandbox
from tests.enrichment.running import finish, phase_of, start
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
BACK = timedelta(hours=3)


@pytest.fixture
def set_back() -> Iterator[Traveller]:
    """Until it is shifted by `-BACK`, the clock stands ahead."""
    with time_machine.travel(timezone.now() + BACK) as traveller:
        yield traveller


@pytest.fixture
def run(set_back: Traveller, sandbox: Sandbox, sample_albums: list[Album]) -> EnrichmentRun:
    """One that a worker had begun, whose items it still held when it died."""
    run = start(only="descriptions")
    lifecycle.begin(run)
    row = prepare_chunk(run, phase_of(run).pk, Descriptions)
    assert claim(row, "another", 10)
    return run


@pytest.mark.parametrize("pace", [60.0, 0.0])
@pytest.mark.parametrize("pause", [0.0, 30.0])
def test_a_slot_is_as_far_away_as_it_was(set_back: Traveller, pace: float, pause: float) -> None:
    ProviderLimit.objects.create(name="euria")
    reserve("euria", 60)
    if pause:
        block("euria", pause)
    set_back.shift(-BACK)
    found = reserve("euria", pace)
    assert found.wait == pytest.approx(pause or (1.0 if pace else 0.0), abs=1.5)
    assert not found.blocked


def test_a_pause_that_is_shorter_than_the_leap_is_obeyed(set_back: Traveller) -> None:
    ProviderLimit.objects.create(name="euria")
    reserve("euria", 60)
    set_back.shift(-BACK)
    block("euria", 50)
    assert reserve("euria", 60).wait == pytest.approx(50, abs=1)


@pytest.mark.slow
def test_the_run_of_a_dead_worker_is_taken_up(set_back: Traveller, run: EnrichmentRun, settings: Settings) -> None:
    set_back.shift(-BACK)
    clock.take_back()
    set_back.shift(timedelta(seconds=settings.AIME_LEASE_SECONDS + 1))
    assert stale_runs() == [run.pk]
    assert finish(run).state == State.COMPLETED
    assert not Album.objects.without_description().exists()


def test_cancelling_ends_once_a_lease_has_passed(set_back: Traveller, run: EnrichmentRun, settings: Settings) -> None:
    set_back.shift(-BACK)
    assert lifecycle.cancel(run).state == State.CANCELLING
    slices.sweep()
    set_back.shift(timedelta(seconds=settings.AIME_LEASE_SECONDS + 1))
    slices.sweep()
    run.refresh_from_db()
    assert run.state == State.CANCELLED


def test_a_living_workers_lease_is_cut_and_not_ended(set_back: Traveller, run: EnrichmentRun) -> None:
    set_back.shift(-BACK)
    clock.take_back()
    assert free_items(phase_of(run).pk).filter(owner="another").count() == 0


def test_a_pause_goes_on_no_longer_than_a_pause_may(set_back: Traveller, run: EnrichmentRun) -> None:
    lifecycle.pause_limited(phase_of(run), Limited("euria", seconds=600))
    run.items.update(lease_until=None)
    lifecycle.close_if_over(run.pk)
    set_back.shift(-BACK)
    clock.take_back()
    run.refresh_from_db()
    assert run.resume_at
    assert run.resume_at <= timezone.now()
    assert phase_of(run).resume_at == run.resume_at


def test_what_lies_as_far_ahead_as_it_may_stays(run: EnrichmentRun) -> None:
    lifecycle.pause_limited(phase_of(run), Limited("euria", seconds=3599))
    before = list(run.items.values("lease_until")), phase_of(run).resume_at
    clock.take_back()
    assert (list(run.items.values("lease_until")), phase_of(run).resume_at) == before
    assert phase_of(run).state == PhaseState.OPEN


def test_a_task_that_was_queued_ahead_is_taken_soon(set_back: Traveller) -> None:
    OrmQ.objects.create(key="enrich", payload="", lock=timezone.now())
    set_back.shift(-BACK)
    slices.sweep()
    assert OrmQ.objects.get(payload="").lock <= timezone.now()


def test_a_supervisor_that_was_is_not_taken_for_a_living_one(set_back: Traveller) -> None:
    WorkerHeartbeat.objects.create(host="elsewhere", pid=1)
    set_back.shift(-BACK)
    mine = membership.register()
    membership.is_alone(mine)
    set_back.shift(timedelta(minutes=1))
    assert membership.is_alone(membership.beat(mine))


def test_progress_goes_on(set_back: Traveller, run: EnrichmentRun) -> None:
    shown = progress(run.pk)
    assert shown
    set_back.shift(-BACK)
    phase_of(run).count(phase_of(run).pk, enriched=5)
    wait_until(lambda: (progress(run.pk) or shown)["descriptions_added"] == 5, 5, what="the new count is shown")


@pytest.mark.slow
def test_a_run_that_is_worked_at_meanwhile_is_finished(
    set_back: Traveller, sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    """The clock leaps under a slice, between two of its calls."""
    settings.EURIA_REQUESTS_PER_MINUTE = 1200
    run, looks = start(only="descriptions", limit=12), count()
    work_through(run, on_look=lambda: set_back.shift(-BACK) if next(looks) == 1 else None)
    assert next(looks) > 1
    run.refresh_from_db()
    assert run.state == State.COMPLETED
