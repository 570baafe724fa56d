"""What supervisors tell each other through their rows, and what they ask of the queue."""

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ
from pytest_django import Settings

from enrichment.jobs import queue
from enrichment.jobs.supervision import membership
from enrichment.models import EnrichmentRun, State, Trigger, WorkerHeartbeat

pytestmark = pytest.mark.django_db


def dead_pid() -> int:
    """The number of a process that was."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


def other(host: str, pid: int, seconds_ago: float) -> None:
    beat_at = timezone.now() - timedelta(seconds=seconds_ago)
    WorkerHeartbeat.objects.create(host=host, pid=pid, beat_at=beat_at)


@pytest.mark.parametrize(
    ("host", "alive", "seconds_ago", "alone"),
    [
        ("elsewhere", True, 5, False),
        ("elsewhere", True, 31, True),
        ("elsewhere", False, 5, False),  # its number is that of a process there
        (socket.gethostname(), True, 5, False),
        (socket.gethostname(), False, 5, True),
    ],
)
def test_a_supervisor_knows_whether_it_is_alone(host: str, alive: bool, seconds_ago: float, alone: bool) -> None:
    mine = membership.register()
    other(host, os.getppid() if alive else dead_pid(), seconds_ago)
    assert membership.is_alone(mine) is alone


def test_a_beat_makes_its_row_again_where_it_was_deleted() -> None:
    mine = membership.register()
    membership.forget(mine)
    assert membership.beat(mine).pk == mine.pk
    assert WorkerHeartbeat.objects.count() == 1


def test_each_supervisor_renews_and_removes_its_own_row_alone() -> None:
    mine = membership.register()
    other("elsewhere", 1, 60)
    before = WorkerHeartbeat.objects.filter(host="elsewhere").values()
    rows = list(before)
    membership.note(mine, stopping=True)
    assert membership.beat(mine).stopping, "and reads what others wrote into it"
    membership.forget(mine)
    assert not WorkerHeartbeat.objects.filter(pk=mine.pk).exists()
    assert list(before.all()) == rows


def test_rows_of_supervisors_long_gone_are_dropped() -> None:
    other("elsewhere", 1, 90_000)
    assert [row.pk for row in WorkerHeartbeat.objects.all()] != [membership.register().pk]
    assert WorkerHeartbeat.objects.count() == 1


def test_a_ping_answered_elsewhere_frees_the_asker_and_credits_who_worked_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asker, worked = membership.register(), membership.register()
    membership.note(asker, asked_at=timezone.now())
    monkeypatch.setattr(membership, "_cluster", [worked.pk])

    membership.answer(asker.pk)

    asker.refresh_from_db()
    worked.refresh_from_db()
    assert (asker.asked_at, asker.answered_at) == (None, None)
    assert worked.answered_at is not None


def test_a_slice_outside_a_supervised_cluster_is_never_stopping() -> None:
    row = membership.register()
    membership.note(row, stopping=True)
    assert membership.is_stopping() is False


def test_tasks_that_a_dead_cluster_held_are_due_at_once() -> None:
    later = timezone.now() + timedelta(seconds=900)
    held = OrmQ.objects.create(key="aime", payload="", lock=later)
    assert queue.release_held_tasks() == 1
    held.refresh_from_db()
    assert held.lock is not None
    assert held.lock <= timezone.now()


def test_with_redis_there_is_nothing_to_release(settings: Settings) -> None:
    settings.Q_CLUSTER = {"redis": "redis://127.0.0.1:9"}
    OrmQ.objects.create(key="aime", payload="", lock=timezone.now() + timedelta(seconds=900))
    assert queue.release_held_tasks() == 0


@pytest.mark.parametrize(
    ("state", "seconds_ago", "busy"),
    [(State.RUNNING, 5, True), (State.CANCELLING, 5, True), (State.RUNNING, 31, False), (State.QUEUED, 0, False)],
)
def test_a_run_that_is_worked_at_shows_it(state: State, seconds_ago: float, busy: bool, settings: Settings) -> None:
    settings.AIME_LEASE_SECONDS = 30
    heartbeat_at = timezone.now() - timedelta(seconds=seconds_ago)
    EnrichmentRun.objects.create(trigger=Trigger.API, state=state, heartbeat_at=heartbeat_at)
    assert membership.is_busy() is busy
