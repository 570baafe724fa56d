"""Tasks carry primary keys and names that exist; the queue may be late, double or away without harm."""

from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_q.conf import Conf
from django_q.models import OrmQ, Schedule

from collection.models import Album
from enrichment.engine import lifecycle
from enrichment.engine.request import AlreadyActive, RunRequest
from enrichment.jobs import enqueue_slice, launch, slices
from enrichment.jobs.queue import START_MISSING, SWEEP, WORK
from enrichment.jobs.supervision import membership
from enrichment.models import EnrichmentRun, State, Trigger
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true, outcomes

pytestmark = pytest.mark.django_db(transaction=True)


def launched(**options: Any) -> EnrichmentRun:
    return launch(RunRequest(**options), Trigger.BUTTON)


def tasks() -> list[Any]:
    return [queued.task for queued in OrmQ.objects.all()]


def test_every_name_that_the_queue_is_given_exists() -> None:
    names = [WORK, START_MISSING, SWEEP]
    assert all(callable(import_string(name)) for name in names)


def test_launching_asks_for_one_worker_with_the_runs_key_alone(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = launched()
    (task,) = tasks()
    assert (task["func"], task["args"]) == (WORK, (run.pk,))
    enqueue_slice(run.pk)
    assert len(tasks()) == 1, "a worker that was called and has not come yet is not called twice"


def test_a_worker_is_called_only_for_a_run_that_was_committed(sandbox: Sandbox) -> None:
    with transaction.atomic():
        launched()
        transaction.set_rollback(True)
    assert tasks() == []
    assert not EnrichmentRun.objects.exists()


def test_a_refused_start_calls_nobody(sandbox: Sandbox) -> None:
    launched()
    with pytest.raises(AlreadyActive):
        launched()
    assert len(tasks()) == 1


def test_a_queue_that_is_away_loses_no_run(
    sandbox: Sandbox, sample_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> None:
        raise ConnectionError("the broker is away")

    monkeypatch.setattr(slices, "async_task", away)
    run = launched(limit=2)
    monkeypatch.undo()
    assert (run.state, tasks()) == (State.QUEUED, [])
    slices.work(run.pk)
    run.refresh_from_db()
    assert run.state == State.COMPLETED


def test_a_task_delivered_twice_or_late_does_nothing_more(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = launched(limit=5, only="descriptions")
    slices.work(run.pk)
    before, calls = outcomes(run), sandbox.record.count()
    slices.work(run.pk)
    assert outcomes(run) == before
    assert sandbox.record.count() == calls
    EnrichmentRun.objects.all().delete()
    slices.work(run.pk)


def test_a_task_of_a_cancelled_run_makes_no_call(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = launched()
    lifecycle.cancel(run)
    slices.work(run.pk)
    assert sandbox.record.count() == 0
    assert_counters_true(run)


def test_a_paused_run_is_woken_by_a_schedule_at_its_time(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:euria:retry_after=900"])
    run = launched(only="descriptions")
    slices.work(run.pk)
    slices.work(run.pk)
    run.refresh_from_db()
    wake = Schedule.objects.get(func=WORK)
    assert run.state == State.PAUSED
    assert wake.next_run == run.resume_at
    assert wake.schedule_type == Schedule.ONCE


def test_what_a_long_limit_left_is_started_once_at_that_time(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:spotify:retry_after=7200"])
    run = launched(only="artist_images")
    slices.work(run.pk)
    slices.work(run.pk)
    later = Schedule.objects.get(func=START_MISSING)
    assert later.next_run == run.phases.get().resume_at
    assert later.schedule_type == Schedule.ONCE


@pytest.mark.parametrize(("seconds", "makes_way"), [(25, True), (0, False)])
def test_a_worker_makes_way_when_a_run_is_done_and_not_while_work_remains(
    seconds: int, makes_way: bool, sandbox: Sandbox, sample_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conf, "MAX_RSS", None)
    monkeypatch.setattr(membership, "_cluster", [1])
    monkeypatch.setattr(settings, "AIME_SLICE_SECONDS", seconds)
    slices.work(launched(limit=5, only="descriptions").pk)
    assert bool(Conf.MAX_RSS) == makes_way
