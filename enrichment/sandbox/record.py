"""What the stand-in received, in the order of arrival: the witness for rate limits and repeated calls."""

import hashlib
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from enrichment.sandbox.service import Request


@dataclass(slots=True)
class Received:
    """One request. `time` is monotonic and `wall` epoch seconds, both at arrival; `status` 0 = no answer yet or
    none at all; `key` is equal for requests that ask the same; `authorization` is the scheme, never the secret."""

    time: float
    wall: float
    service: str
    endpoint: str
    method: str
    path: str
    query: str
    key: str
    authorization: str
    status: int = 0


class Record:
    """A list of `Received` that any number of threads may write and read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._received: list[Received] = []

    def arrived(self, request: Request, service: str, endpoint: str) -> Received:
        query = request.shown_query
        received = Received(
            time=request.arrived,
            wall=time.time() - (time.monotonic() - request.arrived),
            service=service,
            endpoint=endpoint,
            method=request.method,
            path=request.path,
            query=query,
            key=f"{request.path}?{query}#{hashlib.sha256(request.body).hexdigest()[:16]}",
            authorization=request.authorization[0],
        )
        with self._lock:
            self._received.append(received)
        return received

    def clear(self) -> None:
        with self._lock:
            self._received.clear()

    def all(self, service: str = "", endpoint: str = "") -> list[Received]:
        """Requests of one service and endpoint; empty = of any."""
        with self._lock:
            received = list(self._received)
        return [r for r in received if service in ("", r.service) and endpoint in ("", r.endpoint)]

    def count(self, service: str = "", endpoint: str = "") -> int:
        return len(self.all(service, endpoint))

    def repeated(self, service: str, endpoint: str = "") -> dict[str, int]:
        """Requests that were asked more than once: how often, by key."""
        counts = Counter(r.key for r in self.all(service, endpoint))
        return {key: times for key, times in counts.items() if times > 1}

    def most_in_window(self, service: str, seconds: float = 60.0) -> int:
        """The largest number of arrivals within any `seconds`."""
        times = sorted(r.time for r in self.all(service))
        first = most = 0
        for last, moment in enumerate(times):
            while moment - times[first] >= seconds:
                first += 1
            most = max(most, last - first + 1)
        return most

    def summary(self, seconds: float = 60.0) -> dict[str, Any]:
        """Per service: count, most_in_window, and counts by endpoint and by status."""
        summary = {}
        for service in sorted({r.service for r in self.all()}):
            received = self.all(service)
            summary[service] = {
                "count": len(received),
                "most_in_window": self.most_in_window(service, seconds),
                "endpoints": dict(Counter(r.endpoint for r in received)),
                "statuses": {str(status): n for status, n in Counter(r.status for r in received).items()},
            }
        return summary

    def listed(self, service: str = "", endpoint: str = "") -> list[dict[str, Any]]:
        """The requests as plain dictionaries, for other processes."""
        return [asdict(received) for received in self.all(service, endpoint)]
