"""Keeps several things going until this process is told to stop."""

import signal
import threading
from types import FrameType
from typing import Protocol

from enrichment.processes.child import Child

TICK_SECONDS = 0.5


class Managed(Protocol):
    """Something kept going: `tick` looks after it, about twice a second."""

    def tick(self) -> None: ...
    def ask_to_stop(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...


class Once:
    """One child that is run to its own end, which is the end of the keeping."""

    def __init__(self, child: Child, over: threading.Event, grace: float) -> None:
        self.child, self._over, self._grace = child, over, grace

    def tick(self) -> None:
        if not self.child.is_running:
            self._over.set()

    def ask_to_stop(self) -> None:
        self.child.ask_to_stop()

    def stop(self) -> None:
        self.child.stop(self._grace)

    def kill(self) -> None:
        self.child.kill()


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
