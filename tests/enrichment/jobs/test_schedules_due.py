"""What is due is queued, each schedule on its own, and nothing but our own functions."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_q import cluster
from django_q.models import OrmQ, Schedule

from enrichment.jobs.queue import START, START_MISSING, SWEEP
from enrichment.jobs.schedules import start_due
from tests.cluster import Cluster
from tests.waiting import wait_until

FOREIGN = "tests.enrichment.jobs.foreign.leave_a_file"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_scheduled() -> None:
    Schedule.objects.all().delete()


def due(**fields: Any) -> Schedule:
    """Written past django-q2's own saving, which gives a cron schedule a time to come."""
    schedule = Schedule.objects.create(func=SWEEP, schedule_type=Schedule.MINUTES, minutes=1, repeats=-1)
    fields = {"next_run": timezone.now() - timedelta(seconds=5), **fields}
    Schedule.objects.filter(pk=schedule.pk).update(**fields)
    schedule.refresh_from_db()
    return schedule


def queued() -> list[tuple[str, tuple[Any, ...]]]:
    return [(row.task["func"], tuple(row.task["args"])) for row in OrmQ.objects.order_by("pk")]


def test_every_cluster_uses_it() -> None:
    assert cluster.scheduler is start_due


def test_what_is_due_is_queued_once_and_comes_again_after_now() -> None:
    schedule = due(func=START, args="('night',)", name="night", minutes=60)
    start_due()
    start_due()
    assert queued() == [(START, ("night",))]
    schedule.refresh_from_db()
    assert timezone.now() < schedule.next_run <= timezone.now() + timedelta(hours=1)
    assert schedule.task == OrmQ.objects.get().task["id"]


def test_missed_times_are_not_made_up_for_and_the_beat_is_kept() -> None:
    schedule = due(minutes=60)
    begun = timezone.now() - timedelta(days=3, minutes=7)
    Schedule.objects.update(next_run=begun)
    start_due()
    schedule.refresh_from_db()
    assert len(queued()) == 1
    assert timezone.now() < schedule.next_run <= timezone.now() + timedelta(hours=1)
    assert (schedule.next_run - begun) % timedelta(hours=1) == timedelta(0)


def test_a_single_start_leaves_no_schedule() -> None:
    due(func=START_MISSING, args="(12,)", schedule_type=Schedule.ONCE)
    start_due()
    assert queued() == [(START_MISSING, (12,))]
    assert not Schedule.objects.exists()


def test_a_start_that_is_planned_anew_stays_until_then() -> None:
    schedule = due(func=START, args="('night',)", schedule_type=Schedule.ONCE, repeats=1)
    start_due()
    start_due()
    assert queued() == [(START, ("night",))]
    schedule.refresh_from_db()
    assert schedule.repeats == 0


def test_what_is_to_come_or_was_set_aside_or_is_anothers_waits() -> None:
    due(repeats=0)
    due(cluster="another")
    due(next_run=timezone.now() + timedelta(seconds=30))
    start_due()
    assert queued() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"func": FOREIGN, "args": "('ran',)"},
        {"func": FOREIGN, "args": "('ran',)", "kwargs": "{'q_options': {'sync': True}}"},
        {"kwargs": "{'q_options': {'sync': True}}"},
        {"kwargs": "run_id=1"},
        {"hook": FOREIGN},
        {"intended_date_kwarg": "day"},
        {"args": "(1,"},
        {"args": "[[1]]"},
        {"args": "__import__('this')"},
        {"schedule_type": Schedule.CRON, "cron": "0 2 * * *"},
        {"schedule_type": Schedule.DAILY},
        {"schedule_type": Schedule.MINUTES, "minutes": 0},
        {"schedule_type": Schedule.MINUTES, "minutes": None},
    ],
)
def test_one_that_is_not_ours_or_cannot_be_read_is_set_aside_and_stops_no_other(
    fields: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIME_DATA_DIR", str(tmp_path))
    bad = due(next_run=timezone.now() - timedelta(hours=1), **fields)
    due(func=START, args="('lastfm',)", minutes=60)
    start_due()
    assert queued() == [(START, ("lastfm",))]
    bad.refresh_from_db()
    assert bad.repeats == 0, "it stays for people to see, and is not looked at again"
    assert not (tmp_path / "ran").exists()


@pytest.mark.live
@pytest.mark.slow
def test_in_a_real_cluster_ours_start_beside_a_foreign_one(qcluster: Cluster, data_dir: Path) -> None:
    due(func=FOREIGN, args="('ran',)", kwargs="{'q_options': {'sync': True}}")
    ours = due(minutes=60)
    wait_until(lambda: Schedule.objects.get(pk=ours.pk).next_run > timezone.now(), 60, what="ours has been started")
    wait_until(lambda: not OrmQ.objects.exists(), 20, what="the queue is empty")
    assert not (data_dir / "ran").exists()
    assert Schedule.objects.get(func=FOREIGN).repeats == 0
