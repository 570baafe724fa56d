"""Judges by pings whether a cluster hangs. Knows no database: the caller says what it sees."""

import time
from collections.abc import Callable
from datetime import datetime


class Health:
    """`every`, `stale` and `hopeless` are seconds.

    A ping may wait behind working slices, so a silent cluster counts as hung after `stale` only while no run shows
    signs of life, and after `hopeless` in any case. Of several machines' clusters any may answer a ping: only an
    answer of one's own cluster ends the waiting, and pings that others answer follow each other faster.
    """

    def __init__(
        self, every: float, stale: float, hopeless: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.every, self.stale, self.hopeless = every, stale, hopeless
        self._clock = clock
        self._last_answer: datetime | None = None
        self._sent_at: float | None = None
        self._waiting_since: float | None = None

    def see(self, answered_at: datetime | None) -> None:
        """Take note of the cluster's latest answer."""
        if answered_at != self._last_answer:
            self._last_answer, self._waiting_since = answered_at, None

    def wants_ping(self, *, outstanding: bool) -> bool:
        """Whether to send one now; one that is not answered for long is taken for lost."""
        if self._sent_at is None:
            return True
        since = self._clock() - self._sent_at
        if outstanding:
            return since >= self.stale / 2
        return since >= (self.every if self._waiting_since is None else self.every / 5)

    def sent(self) -> None:
        self._sent_at = self._clock()
        self._waiting_since = self._waiting_since if self._waiting_since is not None else self._sent_at

    def is_hung(self, *, busy: bool) -> bool:
        if self._waiting_since is None:
            return False
        return self._clock() - self._waiting_since > (self.hopeless if busy else self.stale)

    def begin_anew(self) -> None:
        """The cluster was restarted, or the queue was away: what was not answered says nothing."""
        self._sent_at = self._waiting_since = None
