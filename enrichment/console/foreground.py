"""Working at a run in the command's own process: Ctrl-C is obeyed, and its progress shown, by a bar for each phase on a
terminal, by a line now and then elsewhere; the log keeps out of the way.
"""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from enrichment import jobs
from enrichment.console.report import named, note, printable
from enrichment.engine import lifecycle
from enrichment.engine.db_retry import is_waiting, outlasting, retry_on_db_outage
from enrichment.engine.enrich import work_through
from enrichment.models import EnrichmentRun
from enrichment.phases.registry import phase_name

if TYPE_CHECKING:
    from rich.progress import TaskID

SIGNALS = (signal.SIGINT, signal.SIGTERM)

LINE_SECONDS = 5.0
Say = Callable[[str], None]
RUNS = "enrichment.runs"


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


class _Display(Protocol):
    """`look` is called about twice a second; `say` shows one line beside the progress."""

    def look(self) -> None: ...

    def say(self, line: str) -> None: ...


class _Lines:
    """Says where each phase is when it has moved, not more often than every few seconds."""

    def __init__(self, run: EnrichmentRun, say: Say) -> None:
        self.run = run
        self.say = say
        self._said: dict[int, str] = {}
        self._due = 0.0

    def look(self) -> None:
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + LINE_SECONDS
            self.tell()

    def tell(self) -> None:
        for row in self.run.phases.order_by("position"):
            total = str(row.total) if row.prepared or row.is_through else "…"
            line = named(phase_name(row.name), f"{row.done}/{total} {note(row)}".rstrip())
            if (row.done or row.is_through or row.reason) and self._said.get(row.pk) != line:
                self._said[row.pk] = line
                self.say(line)


class _Bars:
    """One bar a phase, redrawn in place on standard error."""

    def __init__(self, run: EnrichmentRun) -> None:
        from rich.console import Console  # what draws them takes long to load
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self.run = run
        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}", markup=False),
            console=Console(stderr=True),
        )
        self._tasks: dict[int, TaskID] = {}

    def look(self) -> None:
        for row in self.run.phases.order_by("position"):
            if row.pk not in self._tasks:
                self._tasks[row.pk] = self.progress.add_task(phase_name(row.name), total=None, note="")
            total = row.total if row.prepared or row.is_through else None
            self.progress.update(self._tasks[row.pk], total=total, completed=row.done, note=note(row))

    def say(self, line: str) -> None:
        from rich.text import Text

        self.progress.console.print(Text(line))


@contextmanager
def shown(run: EnrichmentRun, say: Say, *, live: bool, verbosity: int = 1) -> Iterator[_Display]:
    """Show the run while the block works at it. `say` writes one line; with `verbosity` 2 each item gets one."""
    with without_runs():
        if verbosity == 0:
            yield _Lines(run, lambda line: None)
        elif live:
            bars = _Bars(run)
            with bars.progress, above_the_bar(), each_item(bars.say, verbosity):
                yield bars
                bars.look()
        else:
            lines = _Lines(run, say)
            with each_item(lines.say, verbosity):
                yield lines
            lines.tell()


@contextmanager
def without_runs() -> Iterator[None]:
    """Leave out the log of runs: the command tells the same in words for people, and the file has every line.

    With AIME_LOG_JSON the terminal is read by a machine, which gets them all.
    """
    terminals = [] if settings.AIME_LOG_JSON else _terminals()
    for handler in terminals:
        handler.addFilter(_is_of_no_run)
    try:
        yield
    finally:
        for handler in terminals:
            handler.removeFilter(_is_of_no_run)


@contextmanager
def above_the_bar() -> Iterator[None]:
    """While a bar is drawn, standard error is rich's, which moves the bar out of a line's way."""
    before = [(handler, handler.setStream(sys.stderr)) for handler in _terminals()]
    try:
        yield
    finally:
        for handler, stream in before:
            if stream is not None:
                handler.setStream(stream)


@contextmanager
def each_item(say: Callable[[str], None], verbosity: int) -> Iterator[None]:
    """With `verbosity` 2, say every line of the engine's log, one for each item."""
    if verbosity < 2:
        yield
        return
    logger, handler = logging.getLogger(RUNS), _ItemLog(say)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


class _ItemLog(logging.Handler):
    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(printable(record.getMessage()))


def _is_of_no_run(record: logging.LogRecord) -> bool:
    return record.name != RUNS


def _terminals() -> list[logging.StreamHandler[Any]]:
    handlers = {*logging.getLogger("enrichment").handlers, *logging.getLogger("collection").handlers}
    streams = [handler for handler in handlers if isinstance(handler, logging.StreamHandler)]
    return [handler for handler in streams if handler.name == "terminal"]  # the name in the settings
