"""The cluster that the supervisor starts."""

import os
import signal
import time
from types import FrameType

from django_q.cluster import Cluster, Sentinel


class Flag:
    """As much of an event as django-q2 asks of those that start and stop a cluster.

    Its own are for several processes, and wait for a lock: set by a signal that came while it was held, for ever.
    """

    def __init__(self) -> None:
        self._is_set = False

    def set(self) -> None:
        self._is_set = True

    def is_set(self) -> bool:
        return self._is_set

    def wait(self, seconds: float) -> bool:
        time.sleep(seconds)
        return self._is_set


class SteadyCluster(Cluster):  # type: ignore[misc]  # django-q2 has no types
    """Guards its processes itself, where django-q2's forks another one for that, which would take 10 MB."""

    def start(self) -> int:
        """Returns when it has stopped."""
        self.start_event, self.stop_event = Flag(), Flag()
        os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
        self.sentinel = Sentinel(self.stop_event, self.start_event, self.cluster_id, start=False)
        signal.signal(signal.SIGTERM, self.sig_handler)  # its workers are ended by it
        self.sentinel.start()
        return int(self.pid)

    def sig_handler(self, signum: int, frame: FrameType | None) -> None:
        """Before it has started there is nothing to stop."""
        if self.sentinel is None:
            raise SystemExit(0)
        self.stop_event.set()
