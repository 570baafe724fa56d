"""Lets the first call go alone, so that a wrong key is tried once and not by every thread at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from enrichment.providers.errors import BadAnswer, Refused, Unavailable

SHARED_SECONDS = 2.0


class FirstCall:
    """Until one call was accepted they go one by one, and those who waited meanwhile share a refusal; so do those who
    were on their way and come up to `shared_for` seconds late.
    """

    def __init__(self, shared_for: float = SHARED_SECONDS) -> None:
        self._lock = threading.Lock()
        self._accepted = False
        self._refusal: Refused | None = None
        self._refused_at = 0.0
        self._shared_for = shared_for

    @contextmanager
    def __call__(self) -> Iterator[None]:
        before = self._refusal
        alone = self._wait_until_accepted()
        try:
            late = time.monotonic() - self._refused_at < self._shared_for
            if alone and self._refusal is not None and (late or self._refusal is not before):
                told = self._refusal
                # A copy: an exception raised by two threads would mix their tracebacks.
                raise Refused(told.provider, told.code, told.detail, setting=told.setting)
            try:
                yield
            except Refused as refusal:
                self._refusal, self._accepted, self._refused_at = refusal, False, time.monotonic()
                raise
            except (BadAnswer, Unavailable):
                self._accepted = True
                raise
            self._accepted = True
        finally:
            if alone:
                self._lock.release()

    def _wait_until_accepted(self) -> bool:
        """True when this call is to go alone, with the lock held; those who waited for an accepted one go together."""
        if self._is_accepted():
            return False
        self._lock.acquire()
        if self._is_accepted():
            self._lock.release()
            return False
        return True

    def _is_accepted(self) -> bool:
        return self._accepted
