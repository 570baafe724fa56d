"""The threads of a slice: a few that ask services, and the desk at which they take their turn at the database."""

import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import connections

from enrichment.engine.db_retry import retry_on_db_outage
from enrichment.models import RunItem
from enrichment.phases.base import Phase
from enrichment.providers.errors import Cancelled, Limited, Refused

P = ParamSpec("P")
T = TypeVar("T")


class Answered(NamedTuple):
    """What came back for one item: an answer, or the exception that stood in its way."""

    phase: str
    item: RunItem
    answer: Any = None
    error: Exception | None = None


class AskingPool:
    """`size` threads for one phase, which take questions and hand answers back; only the main thread writes. Answers of
    all pools of a slice arrive in one `outbox`.

    Once a service refused, or asked to wait, what no thread has begun comes back unasked, as `Cancelled`.
    """

    def __init__(self, phase: Phase[Any, Any], size: int, outbox: "queue.SimpleQueue[Answered]") -> None:
        self.phase, self.size, self._outbox = phase, size, outbox
        self._inbox: queue.SimpleQueue[tuple[RunItem, Any] | None] = queue.SimpleQueue()
        self._halted = False
        self._threads = [
            threading.Thread(target=self._work, name=f"{phase.name}-{number}", daemon=True) for number in range(size)
        ]
        for thread in self._threads:
            thread.start()

    def ask(self, batch: Iterable[tuple[RunItem, Any]]) -> None:
        self._halted = False
        for task in batch:
            self._inbox.put(task)

    def withdraw(self) -> list[RunItem]:
        """Take back what no thread has begun."""
        items: list[RunItem] = []
        with suppress(queue.Empty):
            while task := self._inbox.get_nowait():
                items.append(task[0])
        return items

    def close(self) -> None:
        """Let the threads end once their present call has."""
        for _thread in self._threads:
            self._inbox.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (task := self._inbox.get()) is not None:
            item, question = task
            try:
                if self._halted:
                    raise Cancelled
                answered = Answered(self.phase.name, item, answer=self.phase.ask(question))
            except Exception as error:  # noqa: BLE001 - whatever it is, this one item fails with it and the run goes on
                if isinstance(error, Refused | Limited):
                    self._halted = True
                answered = Answered(self.phase.name, item, error=error)
            self._outbox.put(answered)


class Desk:
    """A thread of its own at which the others take their turn, with one database connection for all that they reserve:
    a database lets in so many connections and no more, and each thread that asks it has one.
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
