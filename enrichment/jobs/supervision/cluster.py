"""The cluster that the supervisor starts."""

import signal
import sys
from types import FrameType

from django_q.cluster import Cluster


class SteadyCluster(Cluster):  # type: ignore[misc]  # django-q2 has no types
    """Takes the first signal to stop, and no other.

    A second one would run django-q2's handler within itself, and its `multiprocessing.Event.set()` then waits for ever
    for a waiter that the inner call has already counted.
    """

    def sig_handler(self, signum: int, frame: FrameType | None) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        if self.sentinel is None:
            sys.exit(0)
        super().sig_handler(signum, frame)
