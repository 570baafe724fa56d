"""Ctrl-C and SIGTERM: a run ends cleanly at the first, at once at the second."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

from enrichment.engine import db_retry

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Within the block the first signal only sets `told` if `graceful`; any further one raises KeyboardInterrupt, and
    so does the first while the database is waited for: what is held could not be written.
    """

    def __init__(self) -> None:
        self.told = False
        self.graceful = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Interruption":
        if threading.current_thread() is threading.main_thread():  # elsewhere Python allows no handlers
            self._before = {number: signal.signal(number, self._tell) for number in SIGNALS}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        if self.told or not self.graceful or db_retry.is_waiting():
            raise KeyboardInterrupt
        self.told = True
