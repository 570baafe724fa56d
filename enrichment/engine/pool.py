"""A few threads that ask services. They take questions and hand answers back; only the main thread writes."""

import queue
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from enrichment.models import RunItem
from enrichment.phases.base import Phase
from enrichment.providers.errors import Cancelled, Limited, Refused


class Answered(NamedTuple):
    """What came back for one item: an answer, or the exception that stood in its way."""

    phase: str
    item: RunItem
    answer: Any = None
    error: Exception | None = None


class AskingPool:
    """`size` threads for one phase. Answers of all pools of a slice arrive in one `outbox`.

    Once a service refused, or asked to wait, what no thread has begun comes back unasked, as `Cancelled`.
    """

    def __init__(self, phase: Phase[Any, Any], size: int, outbox: "queue.SimpleQueue[Answered]") -> None:
        self.phase = phase
        self.size = size
        self._inbox: queue.SimpleQueue[tuple[RunItem, Any] | None] = queue.SimpleQueue()
        self._halted = False
        self._outbox = outbox
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
