"""Limits with real processes: one pace and one pause for all of them, and nobody has to come back by hand."""

from datetime import timedelta

import pytest
from django.db.models import F
from django_q.models import Schedule

from collection.models import Album
from enrichment.models import EnrichmentRun, ProviderLimit, RunPhase, State
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true
from tests.faults.conftest import Commands, Enqueue
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow]

PER_SECOND = 8
# Short enough to be tried a few times in a run, long enough that a busy machine's stutter is no call too many.
WINDOW_SECONDS = 5


def let_pass(seconds: float) -> None:
    """What was due in `seconds` is due now."""
    earlier = timedelta(seconds=seconds)
    EnrichmentRun.objects.update(resume_at=F("resume_at") - earlier)
    RunPhase.objects.update(resume_at=F("resume_at") - earlier)
    ProviderLimit.objects.update(blocked_until=F("blocked_until") - seconds)
    Schedule.objects.filter(schedule_type=Schedule.ONCE).update(next_run=F("next_run") - earlier)


def latest() -> EnrichmentRun:
    run = EnrichmentRun.objects.first()
    assert run is not None
    return run


@pytest.mark.parametrize("name", ["qcluster", "worker"])
def test_a_paused_run_goes_on_by_itself(
    name: str, sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue
) -> None:
    sandbox.faults.set(["rate_limited:euria:after=20:times=1:retry_after=3600"])
    enqueue()
    command(name).start()
    wait_until(lambda: latest().state == State.PAUSED, 30)
    let_pass(3600)
    wait_until(lambda: latest().state == State.COMPLETED, 75)
    assert_counters_true(latest())
    assert EnrichmentRun.objects.count() == 1


def test_after_a_day_another_run_does_the_rest_by_itself(
    sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue
) -> None:
    sandbox.faults.set(["quota_exceeded:spotify:after=20:times=1:retry_after=86400"])
    enqueue()
    command("worker").start()
    wait_until(lambda: latest().state == State.STOPPED, 40)
    wait_until(Schedule.objects.filter(name__startswith="after run").exists)
    let_pass(86_400)
    wait_until(lambda: EnrichmentRun.objects.count() == 2 and latest().state == State.COMPLETED, 75)
    assert_counters_true(latest())
    assert not sandbox.record.repeated("euria", "chat")


def test_three_processes_hold_the_limit_and_the_pause_as_received(
    sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue
) -> None:
    sandbox.faults.set(["rate_limited:euria:after=30:times=1:retry_after=3"])
    pace = {f"{service}_REQUESTS_PER_MINUTE": str(60 * PER_SECOND) for service in ("EURIA", "SPOTIFY")}
    enqueue(**pace)
    for _ in range(3):
        command("qcluster", **pace, Q_WORKERS="1").start()
    wait_until(lambda: latest().state == State.COMPLETED, 90)
    assert_counters_true(latest())
    for service in ("euria", "spotify"):
        assert sandbox.record.most_in_window(service, WINDOW_SECONDS) <= PER_SECOND * WINDOW_SECONDS + 1
    received = sandbox.record.all("euria")
    refused = next(request.time for request in received if request.status == 429)
    assert not [request for request in received if 0.5 < request.time - refused < 2.9]
