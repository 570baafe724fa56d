"""The faults that are switched on now, with the calls each has met."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from enrichment.sandbox.faults.kinds import KINDS, Call
from enrichment.sandbox.faults.spec import Fault
from enrichment.sandbox.wire import Reply, Request


class Faults:
    """May be changed while the stand-in serves; `wait` and `revoke_token` are handed on to the calls."""

    def __init__(self, wait: Callable[[float], bool], revoke_token: Callable[[str], None]) -> None:
        self._wait = wait
        self._revoke_token = revoke_token
        self._lock = threading.Lock()
        self._active: list[tuple[Fault, list[int]]] = []

    def set(self, faults: Iterable[Fault | str]) -> None:
        """Replaces all, counts included; ValueError changes nothing."""
        parsed = [read(fault) for fault in faults]
        with self._lock:
            self._active = [(fault, [0, 0]) for fault in parsed]

    def add(self, *faults: Fault | str) -> None:
        parsed = [read(fault) for fault in faults]
        with self._lock:
            self._active = [*self._active, *((fault, [0, 0]) for fault in parsed)]

    def clear(self) -> None:
        self.set(())

    def listed(self) -> list[dict[str, Any]]:
        """Each with the calls it has `met` and those it has `spoilt`."""
        with self._lock:
            return [
                {"name": f.name, "service": f.service, "endpoint": f.endpoint, "met": counts[0], "spoilt": counts[1]}
                for f, counts in self._active
            ]

    def reply(self, request: Request, service: str, endpoint: str, answer: Callable[[], Reply]) -> Reply:
        """The regular answer, spoilt by each fault that is due; the last one switched on has the last word."""
        due = []
        with self._lock:
            for fault, counts in self._active:
                if not fault.befalls(service, endpoint, request):
                    continue
                counts[0] += 1
                if fault.is_due(counts[0]):
                    due.append((fault, counts[1]))
                    counts[1] += 1
        for fault, turn in due:
            call = Call(request, service, endpoint, answer, fault.options, turn, self._wait, self._revoke_token)
            answer = spoilt(fault, call)
        return answer()


def read(fault: Fault | str) -> Fault:
    return fault if isinstance(fault, Fault) else Fault.parse(str(fault))


def spoilt(fault: Fault, call: Call) -> Callable[[], Reply]:
    return lambda: KINDS[fault.name].spoil(call)
