"""Keeps a child running, whatever ends it, and several things going until this process is told to stop."""

import logging
import signal
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Protocol

from enrichment.processes.child import Child

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
STEADY_SECONDS = 60.0  # a child that lived so long starts anew without a pause
TICK_SECONDS = 0.5

logger = logging.getLogger("enrichment.processes")


class Kept:
    """One child, which is asked to stop and has `grace` seconds for that."""

    def __init__(self, child: Child, grace: float) -> None:
        self.child, self.grace = child, grace

    def ask_to_stop(self) -> None:
        self.child.ask_to_stop()

    def stop(self) -> None:
        self.child.stop(self.grace)

    def kill(self) -> None:
        self.child.kill()


class RestartingProcess(Kept):
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
        super().__init__(child, grace)
        self.name = name
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


class Managed(Protocol):
    """Something kept going: `tick` looks after it, about twice a second."""

    def tick(self) -> None: ...
    def ask_to_stop(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...


class Once(Kept):
    """One child that is run to its own end, which is the end of the keeping."""

    def __init__(self, child: Child, over: threading.Event, grace: float) -> None:
        super().__init__(child, grace)
        self._over = over

    def tick(self) -> None:
        if not self.child.is_running:
            self._over.set()


def run_until_stopped(*kept: Managed, stop: threading.Event | None = None) -> None:
    """Look after `kept` until Ctrl-C, SIGTERM or `stop`; then stop them. A second signal kills them at once."""
    told = stop or threading.Event()

    def tell(_number: int, _frame: FrameType | None) -> None:
        if told.is_set():
            raise KeyboardInterrupt
        told.set()

    before = {number: signal.signal(number, tell) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        while not told.is_set():
            for each in kept:
                each.tick()
            told.wait(TICK_SECONDS)
        for each in kept:
            each.ask_to_stop()
        for each in kept:
            each.stop()
    except KeyboardInterrupt:
        pass
    finally:
        for each in kept:
            each.kill()
        for number, handler in before.items():
            signal.signal(number, handler)


class Site(RestartingProcess):
    """A web server that is kept going. `on_arrival` is called once, when the port first takes a connection."""

    def __init__(
        self,
        child: Child,
        host: str,
        port: int,
        on_arrival: Callable[[], None],
        before_start: Callable[[bool], None] = lambda _again: None,
    ) -> None:
        super().__init__("The site", child, grace=15.0, before_start=before_start)
        self._on_arrival = on_arrival
        self._address = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104 - only compared with
        self._arrived = False

    def tick(self) -> None:
        super().tick()
        if self._arrived:
            return
        try:
            socket.create_connection(self._address, timeout=0.2).close()
        except OSError:
            return
        self._arrived = True
        self._on_arrival()
