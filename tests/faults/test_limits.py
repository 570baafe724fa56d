"""A service that asks to wait is not asked meanwhile, as its own record shows; the other one goes on."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from collection.models import Album
from enrichment.jobs import slices
from enrichment.jobs.queue import START_MISSING, WORK
from enrichment.models import EnrichmentRun, PhaseState, State
from enrichment.reports.progress import progress
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.running import assert_counters_true, outcomes, phase_of, start
from tests.faults.threads import working_at
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PHASE = {"euria": "descriptions", "spotify": "artist_images"}
OTHER = {"euria": "spotify", "spotify": "euria"}
# Calls that had left before the refusal was read.
UNDER_WAY_SECONDS = 0.4

SHORT = [
    "rate_limited:{}:after=5:retry_after=none",
    "rate_limited:{}:after=5:retry_after=40",
    "rate_limited:{}:after=5:retry_after=40:body=text",
    "rate_limited:{}:after=5:retry_after=40:form=date",
    "rate_limited:{}:after=5:retry_after=nonsense",
    "rate_limited:{}:after=5:retry_after=60",
]
HOUR = ["rate_limited:{}:after=5:retry_after=3600", "rate_limited:{}:after=5:retry_after=3590:form=date"]
LONGER = [
    ("euria", "rate_limited:euria:after=5:retry_after=86400", "rate_limited", 86_400),
    ("spotify", "quota_exceeded:spotify:after=5", "quota_exceeded", 86_400),
    ("spotify", "rate_limited:spotify:after=5:retry_after=86400", "rate_limited", 86_400),
    ("spotify", "rate_limited:spotify:after=5:retry_after=86400:body=text", "rate_limited", 86_400),
    ("spotify", "quota_exceeded:spotify:after=5:retry_after=7200", "quota_exceeded", 7_200),
]


def refused_at(sandbox: Sandbox, service: str) -> float:
    return next((r.time for r in sandbox.record.all(service) if r.status == 429), 0.0)


def assert_silence_since_the_refusal(sandbox: Sandbox, service: str) -> None:
    refused = refused_at(sandbox, service)
    assert refused, "nobody was refused"
    late = [r.time - refused for r in sandbox.record.all(service) if r.time - refused > UNDER_WAY_SECONDS]
    assert not late, f"{service} was asked again after {late}"


@pytest.mark.slow
@pytest.mark.parametrize("service", PHASE)
@pytest.mark.parametrize("fault", mostly_slow(SHORT))
def test_up_to_a_minute_everybody_waits(sandbox: Sandbox, thirty_albums: list[Album], service: str, fault: str) -> None:
    sandbox.faults.set([fault.format(service)])
    run = start()
    with working_at(run):
        wait_until(lambda: refused_at(sandbox, service))
        wait_until(lambda: phase_of(run, PHASE[OTHER[service]]).is_through, 20, what="the other service goes on")
        time.sleep(0.6)
        assert_silence_since_the_refusal(sandbox, service)
        assert phase_of(run, PHASE[service]).state == PhaseState.OPEN
    assert "failed" not in outcomes(run, PHASE[service])


def work_on(run: EnrichmentRun) -> None:
    """Slice after slice, as a worker would, until the run waits or is over: on a busy machine one may not do."""
    for _slice in range(20):
        slices.work(run.pk)
        run.refresh_from_db()
        if run.state != State.RUNNING:
            return


@pytest.mark.slow
@pytest.mark.parametrize("service", PHASE)
@pytest.mark.parametrize("fault", mostly_slow(HOUR))
def test_up_to_an_hour_the_run_pauses_until_a_time_and_is_woken_then(
    sandbox: Sandbox, thirty_albums: list[Album], service: str, fault: str
) -> None:
    sandbox.faults.set([fault.format(service)])
    run = start()
    work_on(run)
    assert_counters_true(run)
    assert run.state == State.PAUSED
    assert run.resume_at is not None
    assert timedelta(seconds=3580) < run.resume_at - timezone.now() <= timedelta(seconds=3600)
    assert_silence_since_the_refusal(sandbox, service)
    assert phase_of(run, PHASE[OTHER[service]]).state == PhaseState.DONE
    wakes = Schedule.objects.get(name=f"resume run {run.pk}")
    assert (wakes.func, wakes.next_run) == (WORK, run.resume_at)
    told = progress(run.pk)
    assert told is not None
    assert told["resume_at"]
    assert timezone.localtime(run.resume_at).strftime("%H:%M") in told["message"]


@pytest.mark.slow
@pytest.mark.parametrize(("service", "fault", "reason", "seconds"), mostly_slow(LONGER))
def test_longer_the_run_stops_and_another_is_due_at_that_time(
    sandbox: Sandbox, thirty_albums: list[Album], service: str, fault: str, reason: str, seconds: int
) -> None:
    sandbox.faults.set([fault])
    run = start()
    work_on(run)
    assert_counters_true(run)
    assert run.state == State.STOPPED
    phase = phase_of(run, PHASE[service])
    assert (phase.state, phase.reason) == (PhaseState.STOPPED, reason)
    assert "failed" not in outcomes(run, phase.name)
    assert outcomes(run, phase.name)[""] == phase.remaining > 10
    assert_silence_since_the_refusal(sandbox, service)
    assert phase_of(run, PHASE[OTHER[service]]).state == PhaseState.DONE
    due = Schedule.objects.get(name=f"after run {run.pk}")
    assert (due.func, due.schedule_type) == (START_MISSING, Schedule.ONCE)
    assert abs((due.next_run - timezone.now()).total_seconds() - seconds) < 20


@pytest.mark.slow
def test_two_seconds_are_waited_for_and_nothing_is_lost(sandbox: Sandbox, thirty_albums: list[Album]) -> None:
    faults = [f"rate_limited:{service}:after=10:times=1:retry_after=2" for service in PHASE]
    sandbox.faults.set(faults)
    run = start(limit=30)
    work_on(run)
    while EnrichmentRun.objects.get(pk=run.pk).is_active:
        work_on(run)
    assert_counters_true(run)
    assert run.state == State.COMPLETED
    for service in PHASE:
        refused = refused_at(sandbox, service)
        waits = [r.time - refused for r in sandbox.record.all(service) if r.time - refused > UNDER_WAY_SECONDS]
        assert min(waits) >= 1.9
        assert "failed" not in outcomes(run, PHASE[service])
