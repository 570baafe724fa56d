"""A run's rows for work that asks no service: what it wrote is told, reviewed and undone like any other run's."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Outcome, PhaseState, RunItem, RunPhase, State
from enrichment.phases.result import Result

Entry = tuple[Album | Artist, str, Result]


class Record:
    """A finished run with `phases`, of the `source` `import` or `refresh`; the row comes with the first entries."""

    def __init__(self, trigger: str, phases: Sequence[str], source: str, user: Any = None) -> None:
        self._names = phases
        self._run = EnrichmentRun(trigger=trigger, options={"source": source}, started_by=user, state=State.COMPLETED)
        self._phases: dict[str, RunPhase] = {}

    @property
    def run(self) -> EnrichmentRun | None:
        """None as long as nothing was recorded."""
        return self._run if self._run.pk else None

    def open(self) -> EnrichmentRun:
        """The run's row, made now where it is not there yet."""
        if not self._run.pk:
            self._run.started_at = self._run.finished_at = self._run.reported_at = timezone.now()
            self._run.save()
            rows = [
                RunPhase(run=self._run, name=name, position=position, state=PhaseState.DONE, prepared=True)
                for position, name in enumerate(self._names)
            ]
            RunPhase.objects.bulk_create(rows)
            self._phases = {row.name: row for row in self._run.phases.all()}
        return self._run

    @transaction.atomic
    def add(self, phase: str, entries: Sequence[Entry]) -> None:
        """Record what became of albums or artists: call it in the transaction that writes their values."""
        if not entries:
            return
        run, now = self.open(), timezone.now()
        row = self._phases[phase]
        RunItem.objects.bulk_create(
            RunItem(
                run=run,
                phase=row,
                album=subject if isinstance(subject, Album) else None,
                artist=subject if isinstance(subject, Artist) else None,
                label=label[:1100],
                work_key=f"{type(subject).__name__.lower()}:{subject.pk}",
                outcome=Outcome(result.outcome),
                reason=result.reason,
                detail=result.detail,
                before=result.before,
                after=result.after,
                candidates=result.candidates,
                draft=result.draft,
                finished_at=now,
            )
            for subject, label, result in entries
        )
        RunPhase.count(row.pk, total=len(entries), **Counter(result.outcome.value for _, _, result in entries))
        EnrichmentRun.objects.filter(pk=run.pk).update(finished_at=now)
