"""A bar for each phase of a run, on a terminal."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from enrichment.console.words import note
from enrichment.models import EnrichmentRun
from enrichment.phases.registry import phase_name


class Bars:
    """One bar a phase, redrawn in place on standard error."""

    def __init__(self, run: EnrichmentRun) -> None:
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
        self.progress.console.print(Text(line))
