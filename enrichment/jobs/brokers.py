"""django-q2's two queues, which hand out our own tasks alone; the settings name the one that is used."""

import logging
from typing import Any

from django_q.brokers import Broker
from django_q.brokers.orm import ORM
from django_q.brokers.redis_broker import Redis
from django_q.signing import SignedPackage

from enrichment.jobs.tasks import is_our_task

logger = logging.getLogger("enrichment.processes")


class OurTasksOnly(Broker):  # type: ignore[misc]  # django-q2 has no types
    """Before django-q2 looks a task's function up, which imports it."""

    def dequeue(self) -> list[tuple[Any, Any]]:
        return [(key, payload) for key, payload in super().dequeue() or () if self._admits(key, payload)]

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


class DatabaseQueue(OurTasksOnly, ORM):  # type: ignore[misc]
    pass


class RedisQueue(OurTasksOnly, Redis):  # type: ignore[misc]
    pass
