"""A queue that is away, refuses or is damaged: nobody dies of it, nothing is lost, and it is said."""

import errno
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from django.db import IntegrityError, OperationalError
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.brokers.orm import ORM
from django_q.models import OrmQ, Schedule
from django_q.tasks import async_task
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisAway

from enrichment.jobs import brokers, queue, schedules, slices
from enrichment.jobs.queue import SWEEP, lets_outages_be
from enrichment.outages import Outage

pytestmark = pytest.mark.django_db
AWAY = OperationalError("server closed the connection")


def raising(error: Exception) -> Callable[..., NoReturn]:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raise error

    return refuse


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    logger = logging.getLogger("enrichment")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long django-q2's process waited, instead of waiting."""
    waited: list[float] = []
    monkeypatch.setattr("enrichment.jobs.brokers.time.sleep", waited.append)
    return waited


def test_a_queue_that_is_away_hands_nothing_out_and_is_asked_again_after_a_moment(
    pauses: list[float], said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async_task(SWEEP)
    broker = get_broker()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(ORM, "dequeue", raising(AWAY))
        assert broker.dequeue() == []
    assert pauses == [brokers.PAUSE_SECONDS]
    (record,) = [record for record in said.records if "cannot be used" in record.getMessage()]
    assert record.__dict__["outage"] is Outage.AWAY
    assert len(broker.dequeue()) == 1, "what waited there waits still"


def test_a_fault_that_is_not_the_queues_is_not_taken_for_one(
    pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ORM, "dequeue", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        get_broker().dequeue()
    assert pauses == []


@pytest.mark.parametrize("step", ["acknowledge", "fail"])
def test_what_is_done_while_the_queue_is_away_costs_no_worker(
    step: str, said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ORM, step, raising(AWAY))
    getattr(get_broker(), step)(1)
    assert "The queue cannot be used (server closed the connection)" in said.text


def test_a_task_that_is_refused_keeps_none_behind_it_waiting() -> None:
    async_task("os.getcwd")
    async_task(SWEEP)
    first, second = get_broker().dequeue(), get_broker().dequeue()
    assert len(first) + len(second) == 1
    assert [row.task["func"] for row in OrmQ.objects.all()] == [SWEEP]


def test_how_many_tasks_wait_is_told_as_far_as_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert queue.waiting_tasks() == 0
    async_task(SWEEP)
    assert queue.waiting_tasks() == 1
    monkeypatch.setattr(ORM, "queue_size", raising(AWAY))
    assert queue.waiting_tasks() is None
    with pytest.raises(OperationalError):
        queue.check_queue()


def test_no_helper_is_called_while_nobody_knows_how_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ORM, "queue_size", raising(AWAY))
    slices.enqueue_extra_slice(1)
    assert not OrmQ.objects.exists()


@pytest.mark.parametrize(
    ("cluster", "caught"),
    [({"orm": "default"}, False), ({"redis": "redis://127.0.0.1:9"}, True)],
    ids=["rows", "Redis"],
)
def test_what_redis_raises_is_looked_for_where_there_is_one(
    cluster: dict[str, str], caught: bool, settings: Settings
) -> None:
    settings.Q_CLUSTER = cluster
    assert isinstance(RedisAway("nobody there"), queue.queue_errors()) is caught
    assert isinstance(AWAY, queue.queue_errors())


@pytest.mark.parametrize(
    "error",
    [AWAY, OSError(errno.ENOSPC, "No space left on device")],
    ids=["the database is away", "the disk is full"],
)
def test_a_task_that_disk_or_database_break_off_ends_quietly_and_is_named(
    error: Exception, said: pytest.LogCaptureFixture
) -> None:
    @lets_outages_be
    def listen() -> None:
        raise error

    listen()
    assert "listen was broken off" in said.text


@pytest.mark.parametrize(
    "error", [IntegrityError("UNIQUE"), ValueError("x"), OSError(errno.EACCES, "Permission denied")]
)
def test_a_task_with_a_fault_of_its_own_shows_it(error: Exception) -> None:
    @lets_outages_be
    def listen() -> None:
        raise error

    with pytest.raises(type(error)):
        listen()


def test_a_schedule_that_meets_a_queue_that_is_away_comes_when_it_is_back(
    said: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    Schedule.objects.all().delete()
    passed = timezone.now() - timedelta(seconds=5)
    Schedule.objects.create(func=SWEEP, schedule_type=Schedule.MINUTES, minutes=1, repeats=-1, next_run=passed)
    monkeypatch.setattr(schedules, "close_old_connections", lambda: None)  # the test's own stays open
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(schedules, "async_task", raising(AWAY))
        schedules.start_due()
    assert "What is scheduled could not be started (OperationalError); it is tried again" in said.text
    assert Schedule.objects.get().repeats == -1, "it is not set aside for that"
    schedules.start_due()
    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize(
    ("cluster", "ahead", "freed"),
    [
        ({"orm": "default", "retry": 900}, 900, False),
        ({"orm": "default", "retry": 900}, 7200, True),
        ({"redis": "redis://127.0.0.1:9", "retry": 900}, 7200, False),
    ],
    ids=["as long as a lock lasts", "longer than any lock", "with Redis"],
)
def test_a_lock_that_lies_further_ahead_than_any_is_ever_put_is_taken_back(
    cluster: dict[str, Any], ahead: int, freed: bool, settings: Settings
) -> None:
    settings.Q_CLUSTER = cluster
    lock = timezone.now() + timedelta(seconds=ahead)
    task = OrmQ.objects.create(key="aime", payload="", lock=lock)
    queue.take_back_locks()
    task.refresh_from_db()
    assert task.lock is not None
    assert (task.lock < lock) is freed
    assert not freed or task.lock <= timezone.now()
