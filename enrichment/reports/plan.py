"""What a run would do, found by the very steps that the run itself takes, without one call and without one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from enrichment.engine.items import CHUNK
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import missing_settings, planned
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.base import Phase, Result, Target
from enrichment.phases.registry import PHASES
from enrichment.providers.limits import Unlimited


@dataclass
class PlannedPhase:
    """Items by what would become of them. `shared` wait for another item's answer; `setting` is the one that is
    missing where the phase cannot run. `examples` holds the labels of the first items to be asked.
    """

    name: str
    setting: str = ""
    asked: int = 0
    cached: int = 0
    shared: int = 0
    kept: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def items(self) -> int:
        return self.asked + self.cached + self.shared + self.kept

    def as_dict(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("items", "asked", "cached", "shared", "kept")}
        return {"name": self.name, "setting": self.setting, **counts, "examples": self.examples}


def plan(request: RunRequest, *, examples: int = 20) -> list[PlannedPhase]:
    """One `PlannedPhase` for each phase of `request`. Reads the collection and the caches in chunks."""
    lacking, run = missing_settings(request.phases), planned(request)
    return [
        PlannedPhase(name, setting=lacking[name][0]) if name in lacking else _planned(run, name, examples)
        for name in request.phases
    ]


def _planned(run: EnrichmentRun, name: str, examples: int) -> PlannedPhase:
    phase, found, seen = PHASES[name].connect(lambda _service: Unlimited()), PlannedPhase(name), set[str]()
    for targets in _chunks(run, PHASES[name]):
        pending = []
        for target in targets:
            if target.outcome != Outcome.PENDING:
                found.kept += 1
            elif target.work_key in seen:
                found.shared += 1
            else:
                seen.add(target.work_key)
                pending.append(target)
        items = [
            RunItem(
                pk=number,
                album_id=target.album_id,
                artist_id=target.artist_id,
                label=target.label,
                payload=target.payload,
            )
            for number, target in enumerate(pending, start=1)
        ]
        questions = phase.questions(run, items) if items else {}
        for item in items:
            question = questions.get(item.pk)
            if question is None or isinstance(question, Result):
                found.kept += 1
            elif phase.cached_answer(question) is not None:
                found.cached += 1
            else:
                found.asked += 1
                if len(found.examples) < examples:
                    found.examples.append(item.label)
    return found


def _chunks(run: EnrichmentRun, phase: type[Phase[Any, Any]]) -> Iterator[Sequence[Target]]:
    """The targets as the run would make them; an artist credited on albums of two chunks comes once."""
    cursor: int | None = 0
    met: set[int] = set()
    while cursor is not None:
        chunk = phase.targets(run, cursor, CHUNK)
        yield [target for target in chunk.items if target.artist_id is None or target.artist_id not in met]
        met.update(target.artist_id for target in chunk.items if target.artist_id is not None)
        cursor = chunk.cursor
