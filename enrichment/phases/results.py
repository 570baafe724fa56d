"""What phases tell: what became of an item, what a cache file would change, and what a verification finds."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Outcome, PhaseState, RunItem, RunPhase, State
from enrichment.phases.services import Words
from enrichment.providers.matching import CandidateRow


class Result(NamedTuple):
    """What became of one item, as its row will tell it. What `before` and `after` hold is the phase's own: the fields
    that it writes, by name.
    """

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    before: Mapping[str, object] = {}
    after: Mapping[str, object] = {}
    candidates: Sequence[CandidateRow] = ()
    draft: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated_tokens: int = 0  # how many of both the service did not count itself


class FailedCall(Result):
    """The service was asked, and its answer, or its silence, is `reason`."""


Entry = tuple[Album | Artist, str, Result]


class Record:
    """A run's rows for work that asks no service: what it wrote is told, reviewed and undone like any other run's.

    The run is finished and has `phases`, of the `source` `import` or `refresh`; its row comes with the first entries.
    """

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


FILL, REPLACE, LOCKED, REFUSED = "fill", "replace", "locked", "refused"


class Change(NamedTuple):
    """What a cache file would do to one album or artist. It fills, replaces, or does nothing: the value is locked, or
    what the file holds is refused (`detail` says why, one fault a line).
    """

    phase: str
    label: str
    kind: str
    detail: str = ""

    @property
    def writes(self) -> bool:
        return self.kind in (FILL, REPLACE)


OnChange = Callable[[Change], None]


@dataclass
class RefreshReport:
    """`run_id` is the run under which the changes are recorded; None where nothing was written."""

    filled: int = 0
    replaced: int = 0
    locked: int = 0
    refused: int = 0
    run_id: int | None = None

    def count(self, change: Change) -> None:
        self.filled += change.kind == FILL
        self.replaced += change.kind == REPLACE
        self.locked += change.kind == LOCKED
        self.refused += change.kind == REFUSED

    @property
    def changes(self) -> int:
        return self.filled + self.replaced


def cached_moment(value: object) -> datetime:
    """An ISO time out of a cache file, in UTC as the database gives it back; now where it cannot be read."""
    try:
        found = parse_datetime(str(value))
    except ValueError:
        found = None
    if found is None:
        return timezone.now()
    return (found if timezone.is_aware(found) else timezone.make_aware(found)).astimezone(UTC)


MOST_EXAMPLES = 50


class Coverage(NamedTuple):
    """`have` of `of` rows are filled. What AIME fills itself is `expected` to become full."""

    name: str
    label: Words
    have: int
    of: int
    expected: bool = False

    @property
    def percent(self) -> float:
        """Nothing to fill counts as full."""
        return 100.0 * self.have / self.of if self.of else 100.0


class Suspect(NamedTuple):
    """One doubtful thing: its kind, the album, artist or file it is about, and what was found there. A text that may be
    asked for again says in which language.
    """

    kind: str
    label: str
    detail: str = ""
    language: str = ""


@dataclass
class Suspects:
    """How many there are of one kind, and the first of them: the memory stays flat however many there are."""

    count: int = 0
    examples: list[Suspect] = field(default_factory=list)


@dataclass
class Verification:
    coverage: list[Coverage]
    suspects: dict[str, Suspects] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)

    def note(self, suspects: Iterator[Suspect]) -> None:
        for suspect in suspects:
            kind = self.suspects.setdefault(suspect.kind, Suspects())
            kind.count += 1
            self.languages |= {suspect.language} - {""}
            if len(kind.examples) < MOST_EXAMPLES:
                kind.examples.append(suspect)

    def is_under(self, percent: float) -> bool:
        """Whether anything of what AIME fills itself, such as descriptions and photos, is filled less than that."""
        return any(row.percent < percent for row in self.coverage if row.expected)
