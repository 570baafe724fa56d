"""A clock that was set back by hours leaves rows far ahead. Real processes go on by themselves all the same."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from enrichment.engine import lifecycle
from enrichment.models import EnrichmentRun, ProviderLimit, RunItem, State, WorkerHeartbeat
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true
from tests.faults.background import Command
from tests.faults.conftest import Commands, Enqueue
from tests.faults.kills import Killer
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(300)]

HOURS = timedelta(hours=5)
GOES_ON_WITHIN = 90
PACE = {"EURIA_REQUESTS_PER_MINUTE": "1200"}  # so that slots are taken at all


def set_back() -> None:
    """Everything that anybody wrote as the time, or as a time to come, is later by hours than it would be now."""
    later = timezone.now() + HOURS
    ProviderLimit.objects.exclude(as_of=0).update(
        next_slot=F("next_slot") + HOURS.total_seconds(), as_of=F("as_of") + HOURS.total_seconds()
    )
    EnrichmentRun.objects.update(heartbeat_at=later, enqueued_at=later)
    held = RunItem.objects.filter(outcome="", leads=True).order_by("pk")[:20].values_list("pk", flat=True)
    assert RunItem.objects.filter(pk__in=list(held)).update(owner="gone", lease_until=later) > 0
    WorkerHeartbeat.objects.update(beat_at=later, answered_at=later)
    OrmQ.objects.update(lock=later)
    Schedule.objects.update(next_run=later)


@pytest.fixture
def run(sandbox: Sandbox, enqueue: Enqueue) -> EnrichmentRun:
    sandbox.latency = {"euria": 0.25}
    return enqueue(**PACE)


@pytest.fixture
def killer(sandbox: Sandbox) -> Killer:
    return Killer(sandbox, 0)


@pytest.fixture
def stopped(run: EnrichmentRun, killer: Killer, command: Commands) -> Command:
    """A worker that was at work when the machine went down."""
    worker = command("worker", **PACE).start()
    killer.wait_for_work()
    killer.kill_all(worker)
    set_back()
    return worker


def test_a_run_goes_on_and_its_progress_moves(run: EnrichmentRun, killer: Killer, stopped: Command) -> None:
    done = sum(phase.done for phase in run.phases.all())
    stopped.start()
    wait_until(lambda: sum(phase.done for phase in run.phases.all()) > done, GOES_ON_WITHIN, what="progress moves")
    killer.assert_survived(run)
    assert not EnrichmentRun.objects.filter(heartbeat_at__gt=timezone.now() + timedelta(minutes=1)).exists()
    assert not ProviderLimit.objects.filter(as_of__gt=timezone.now().timestamp() + 60).exists()


def test_a_cancel_ends(run: EnrichmentRun, killer: Killer, stopped: Command) -> None:
    assert lifecycle.cancel(run).state == State.CANCELLING
    stopped.start()

    def is_cancelled() -> bool:
        run.refresh_from_db()
        return run.state == State.CANCELLED

    wait_until(is_cancelled, GOES_ON_WITHIN, what="the cancel ends")
    assert_counters_true(run)
