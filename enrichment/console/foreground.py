"""Working at a run in the command's own process, with its progress shown and Ctrl-C obeyed."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

from django.utils.translation import gettext as _

from enrichment import jobs
from enrichment.console.progress import Say, shown
from enrichment.engine import lifecycle
from enrichment.engine.db_retry import is_waiting, outlasting, retry_on_db_outage
from enrichment.engine.enrich import work_through
from enrichment.models import EnrichmentRun

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Ctrl-C and SIGTERM: a run ends cleanly at the first, at once at the second.

    Within the block the first signal only sets `told` if `graceful`; any further one raises KeyboardInterrupt, and
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
        if self.told or not self.graceful or is_waiting():
            raise KeyboardInterrupt
        self.told = True


class Foreground:
    """`say` writes one line for people; `live` where bars can be drawn."""

    def __init__(self, interruption: Interruption, say: Say, *, live: bool, verbosity: int = 1) -> None:
        self._interruption = interruption
        self._say = say
        self._live = live
        self._verbosity = verbosity
        self._cancelled = False

    def work(self, run: EnrichmentRun) -> None:
        """Until the run is over. The first signal cancels it, and what was being asked is still written."""

        def look() -> None:
            retry_on_db_outage(display.look)
            if self._interruption.told and not self._cancelled:
                self._cancelled = True
                display.say(_("Stopping: what is being asked is still written. Press Ctrl-C again to end at once."))
                retry_on_db_outage(lifecycle.cancel, run)

        with shown(run, self._say, live=self._live, verbosity=self._verbosity) as display:
            self._interruption.graceful = True
            try:
                with outlasting():
                    work_through(run, on_look=look)
            finally:
                self._interruption.graceful = False
        jobs.follow_up(run.pk)
