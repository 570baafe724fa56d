"""The queue, which hands out our own tasks alone: here in the database; the settings may name `redis_queue` instead."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_q.brokers import Broker
from django_q.brokers.orm import ORM
from django_q.signing import SignedPackage

from enrichment.jobs.queue import is_our_task, queue_errors
from enrichment.outages import Outage, outage_of

logger = logging.getLogger("enrichment.processes")

PAUSE_SECONDS = 2.0


class OurTasksOnly(Broker):  # type: ignore[misc]  # django-q2 has no types
    """Before django-q2 looks a task's function up, which imports it.

    A queue that cannot be used hands nothing out, and what is done is handed out again: a task may be worked twice.
    Otherwise django-q2's processes die of it, and are made anew, every few seconds.
    """

    def dequeue(self) -> list[tuple[Any, Any]]:
        try:
            return [(key, payload) for key, payload in super().dequeue() or () if self._admits(key, payload)]
        except queue_errors() as error:
            _note(error)
            time.sleep(PAUSE_SECONDS)
            return []

    def acknowledge(self, task_id: Any) -> None:
        with _patiently():
            super().acknowledge(task_id)

    def fail(self, task_id: Any) -> None:
        with _patiently():
            super().fail(task_id)

    def _admits(self, key: Any, payload: Any) -> bool:
        """A task that is refused, or that cannot be read, is taken off the queue."""
        try:
            task = SignedPackage.loads(payload)
            if is_our_task(task):
                return True
            logger.error("A task of the queue was refused: %.80r is none of AIME's", task.get("func"))
        except Exception as error:  # noqa: BLE001 - whatever unpickling raises; the others must not wait for it
            logger.error("A task of the queue cannot be read (%s) and was taken off it", type(error).__name__)
        self.fail(key)
        return False


@contextmanager
def _patiently() -> Iterator[None]:
    try:
        yield
    except queue_errors() as error:
        _note(error)


def _note(error: Exception) -> None:
    logger.warning("The queue cannot be used (%s)", error, extra={"outage": outage_of(error) or Outage.AWAY})


class DatabaseQueue(OurTasksOnly, ORM):  # type: ignore[misc]
    pass
