"""Runs as people start them: through django-q2, by worker processes that may be killed at any instant."""

import time
from typing import Any

import pytest

from collection.models import Album
from enrichment.engine.lifecycle import cancel
from enrichment.engine.request import RunRequest
from enrichment.jobs import launch
from enrichment.jobs.slices import sweep
from enrichment.models import EnrichmentRun, State, Trigger
from enrichment.sandbox import Sandbox
from tests.cluster import Cluster
from tests.enrichment.running import assert_counters_true, outcomes
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


def started(**options: Any) -> EnrichmentRun:
    return launch(RunRequest(**options), Trigger.BUTTON)


def wait_for(run: EnrichmentRun, seconds: float = 40) -> EnrichmentRun:
    def is_over() -> bool:
        run.refresh_from_db()
        return not run.is_active

    wait_until(is_over, seconds, what=f"run {run.pk} is over")
    assert_counters_true(run)
    return run


@pytest.mark.slow
@pytest.mark.parametrize("lease_seconds", [30])
def test_a_launched_run_is_worked_to_its_end_slice_after_slice(
    qcluster: Cluster, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    sandbox.latency = {"euria": 0.3}
    run = wait_for(started())
    assert run.state == State.COMPLETED
    assert outcomes(run) == {"enriched": 84, "cached": 2}
    assert qcluster.log.count("enrichment.jobs.slices.work") >= 2
    assert sandbox.record.count("euria") == 84
    assert not sandbox.record.repeated("euria")


@pytest.mark.slow
def test_killing_every_process_in_mid_run_loses_nothing_and_repeats_only_what_was_under_way(
    qcluster: Cluster, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    sandbox.latency = {"euria": 0.3}
    run = started(only="descriptions", limit=40)
    wait_until(lambda: Album.objects.described().count() >= 10)
    qcluster.kill()
    described = set(Album.objects.described().values_list("pk", flat=True))
    assert_counters_true(run)
    assert 10 <= len(described) < 40
    qcluster.start()
    time.sleep(2.1)  # a lease; then whoever supervises sweeps
    sweep()
    wait_for(run)
    assert run.state == State.COMPLETED
    assert set(outcomes(run)) == {"enriched", "cached"}
    assert Album.objects.described().count() == 40
    # At most one call a thread was under way; two slices of eight threads may have worked.
    repeated = sandbox.record.repeated("euria")
    assert len(repeated) <= 16
    assert set(repeated.values()) <= {2}
    assert not described & set(run.items.filter(attempts__gt=1).values_list("album", flat=True))


@pytest.mark.slow
def test_a_run_is_cancelled_from_another_process_and_stays_so(
    qcluster: Cluster, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    sandbox.latency = {"euria": 0.4, "spotify": 0.4}
    run = started()
    wait_until(lambda: sandbox.record.count("euria") >= 4)
    cancel(run)
    wait_for(run, 10)
    assert run.state == State.CANCELLED
    calls = sandbox.record.count()
    time.sleep(1)
    assert sandbox.record.count() == calls
