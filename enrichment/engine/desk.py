"""One database connection for all that a slice's threads reserve, however many they are."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, ParamSpec, TypeVar

from django.db import connections

from enrichment.engine.db_retry import retry_on_db_outage

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """A thread of its own at which the others take their turn. A database lets in so many connections and no more,
    and each thread that asks it has one.
    """

    def __init__(self) -> None:
        self._inbox: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self._thread.start()

    def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns, or raises, as called there."""
        future: Future[T] = Future()
        self._inbox.put((future, lambda: work(*args, **kwargs)))
        return future.result()

    def close(self) -> None:
        """Once nobody asks any more."""
        self._inbox.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            while (task := self._inbox.get()) is not None:
                future, work = task
                try:
                    future.set_result(retry_on_db_outage(work))
                except Exception as error:  # noqa: BLE001 - whoever asked has it
                    future.set_exception(error)
        finally:
            connections.close_all()
