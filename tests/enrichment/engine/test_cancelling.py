"""A run is cancelled before its next call, and is over only when everybody has let go."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from collection.models import Album
from enrichment.engine import lifecycle
from enrichment.engine.items import claim
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun, State
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true, outcomes, phase_of, start
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def slow(sandbox: Sandbox, settings: Settings, sample_albums: list[Album], short_pauses: None) -> Iterator[Sandbox]:
    sandbox.latency = {"euria": 0.1, "spotify": 0.1}
    settings.EURIA_CONCURRENCY = 4
    yield sandbox
    sandbox.latency = {}


def work_in_background(run: EnrichmentRun) -> threading.Thread:
    def work() -> None:
        try:
            Slice(EnrichmentRun.objects.get(pk=run.pk)).work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_run_nobody_works_at_is_cancelled_at_once(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = lifecycle.cancel(start())
    assert run.state == State.CANCELLED
    assert run.finished_at is not None
    Slice(run).work()
    assert sandbox.record.count() == 0


def test_cancelling_lets_calls_under_way_end_and_begins_no_other(slow: Sandbox) -> None:
    run = start()
    worker = work_in_background(run)
    wait_until(lambda: slow.record.count("euria") >= 4)
    pressed = time.monotonic()
    assert lifecycle.cancel(run).state == State.CANCELLING
    worker.join(10)
    assert not worker.is_alive()
    assert_counters_true(run)
    assert run.state == State.CANCELLED
    # The look for a cancel comes twice a second; after it no call begins.
    assert all(request.time - pressed < 1.0 for request in slow.record.all())
    done = phase_of(run).done
    assert 0 < done < phase_of(run).total
    assert outcomes(run)[""] == phase_of(run).remaining


@pytest.mark.slow
def test_what_was_answered_before_the_cancel_is_kept(slow: Sandbox) -> None:
    run = start(only="descriptions")
    worker = work_in_background(run)
    wait_until(lambda: slow.record.count("euria") >= 4)
    lifecycle.cancel(run)
    worker.join(10)
    answered = [request for request in slow.record.all("euria") if request.status == 200]
    assert Album.objects.described().count() >= len(answered)


def test_a_run_is_cancelling_while_somebody_holds_a_lease_and_cancelled_when_it_ends(
    sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    settings.AIME_LEASE_SECONDS = 1
    run = start()
    slice_ = Slice(run)
    lifecycle.begin(run)
    from enrichment.engine.items import prepare_chunk
    from enrichment.phases.descriptions.phase import Descriptions

    prepare_chunk(run, phase_of(run).pk, Descriptions)
    claim(phase_of(run), slice_.owner, 5)
    assert lifecycle.cancel(run).state == State.CANCELLING
    with time_machine.travel(timezone.now() + timedelta(seconds=1.1)):
        assert lifecycle.cancel(run).state == State.CANCELLED


def test_a_paused_run_is_cancelled_at_once(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:retry_after=900"])
    run = start()
    Slice(run).work()
    run.refresh_from_db()
    assert run.state == State.PAUSED
    assert lifecycle.cancel(run).state == State.CANCELLED


def test_a_cancelled_run_never_reopens(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = lifecycle.cancel(start())
    for step in (lifecycle.cancel, lambda run: lifecycle.close_if_over(run.pk), lambda run: Slice(run).work()):
        step(run)
        run.refresh_from_db()
        assert run.state == State.CANCELLED


@pytest.mark.slow
def test_deleting_the_run_ends_the_work_at_it(slow: Sandbox) -> None:
    run = start()
    worker = work_in_background(run)
    wait_until(lambda: slow.record.count("euria") >= 4)
    EnrichmentRun.objects.all().delete()
    worker.join(10)
    assert not worker.is_alive()
    assert slow.record.count("euria") < 84
