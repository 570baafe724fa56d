"""How far a run is, while it works: a bar for each phase on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from enrichment.console import terminal_log
from enrichment.console.words import named, note
from enrichment.models import EnrichmentRun
from enrichment.phases.registry import phase_name

LINE_SECONDS = 5.0

Say = Callable[[str], None]


class Display(Protocol):
    """`look` is called about twice a second; `say` shows one line beside the progress."""

    def look(self) -> None: ...

    def say(self, line: str) -> None: ...


class Lines:
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


@contextmanager
def shown(run: EnrichmentRun, say: Say, *, live: bool, verbosity: int = 1) -> Iterator[Display]:
    """Show the run while the block works at it. `say` writes one line; with `verbosity` 2 each item gets one."""
    with terminal_log.without_runs():
        if verbosity == 0:
            yield Lines(run, lambda line: None)
        elif live:
            from enrichment.console.bars import Bars  # what draws them takes long to load

            bars = Bars(run)
            with bars.progress, terminal_log.above_the_bar(), terminal_log.each_item(bars.say, verbosity):
                yield bars
                bars.look()
        else:
            lines = Lines(run, say)
            with terminal_log.each_item(lines.say, verbosity):
                yield lines
            lines.tell()
