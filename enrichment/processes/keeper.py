"""Keeps one child running, whatever ends it."""

import logging
import time
from collections.abc import Callable

from enrichment.processes.child import Child

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
STEADY_SECONDS = 60.0  # a child that lived so long starts anew without a pause

logger = logging.getLogger("enrichment.processes")


class RestartingProcess:
    """Starts `child`, and starts it again on any exit, status 0 too: after a pause that doubles while it dies young.

    `before_start` is called each time before it starts, with whether that is a restart.
    """

    def __init__(
        self,
        name: str,
        child: Child,
        *,
        grace: float = 10.0,
        before_start: Callable[[bool], None] = lambda _again: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name, self.child, self.grace = name, child, grace
        self._before_start, self._clock = before_start, clock
        self._started_at: float | None = None
        self._due = clock()
        self._pause = FIRST_PAUSE_SECONDS
        self._again = self._ended = False

    def tick(self) -> None:
        if self.child.is_running:
            return
        if self._started_at is not None:
            if not self._ended:
                logger.error("%s ended by itself (status %s); it is restarted", self.name, self.child.exit_code)
                self.child.kill()
            pause = FIRST_PAUSE_SECONDS if self._clock() - self._started_at >= STEADY_SECONDS else self._pause
            self._due, self._pause = self._clock() + pause, min(2 * pause, LONGEST_PAUSE_SECONDS)
            self._started_at, self._ended = None, False
        if self._clock() >= self._due:
            self._before_start(self._again)
            self.child.start()
            self._started_at, self._again = self._clock(), True

    def end(self, why: str) -> None:
        """Kill it, with all that it started; the next tick restarts it."""
        logger.error("%s: %s; it is restarted", self.name, why)
        self.child.kill()
        self._ended = True

    def ask_to_stop(self) -> None:
        self.child.ask_to_stop()

    def stop(self) -> None:
        self.child.stop(self.grace)

    def kill(self) -> None:
        self.child.kill()
