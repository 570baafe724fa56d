"""The report of a run: what became of its items, what failed and why, what remains."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count

from enrichment.engine.enrich import stats_of
from enrichment.models import EnrichmentRun, Outcome, PhaseState, RunItem, RunPhase, State

EXAMPLES = 5
OUTCOMES = tuple(outcome for outcome in Outcome if outcome is not Outcome.PENDING)


@dataclass(frozen=True)
class Cause:
    """Items of one phase that ended alike: how many, and the first few by name."""

    phase: str
    reason: str
    count: int
    labels: tuple[str, ...]


class RunReport(NamedTuple):
    """`failures` and `reviews` are grouped by cause, the most frequent first."""

    run: EnrichmentRun
    phases: tuple[RunPhase, ...]
    failures: tuple[Cause, ...]
    reviews: tuple[Cause, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Items by outcome, and those `remaining` without one."""
        by_outcome = {outcome.value: sum(getattr(row, outcome.value) for row in self.phases) for outcome in OUTCOMES}
        return {**by_outcome, "remaining": sum(phase.remaining for phase in self.phases)}

    @property
    def nothing_configured(self) -> bool:
        """A missing or refused key kept everything from being worked at."""
        worked = sum(row.enriched + row.cached + row.not_found + row.review for row in self.phases)
        blamed = [row for row in self.phases if row.state == PhaseState.STOPPED and row.setting]
        others_failed = any(row.failed for row in self.phases if row not in blamed)
        return bool(blamed) and not worked and not others_failed

    @property
    def is_whole(self) -> bool:
        """Nothing failed and nothing that could be asked was left."""
        return self.run.state == State.COMPLETED and not any(phase.failed for phase in self.phases)

    def as_dict(self) -> dict[str, Any]:
        """For machines: everything plain, times as ISO texts."""
        stats = stats_of(self.run)
        return {
            **stats,
            "start_time": stats["start_time"].isoformat(),
            "counts": self.counts,
            "phases": [
                {
                    "name": row.name,
                    "state": row.state,
                    "reason": row.reason,
                    "setting": row.setting,
                    "left_out": row.left_out,
                    "resume_at": row.resume_at.isoformat() if row.resume_at else None,
                    "total": row.total,
                    **{outcome.value: getattr(row, outcome.value) for outcome in OUTCOMES},
                    "remaining": row.remaining,
                    "prompt_tokens": row.prompt_tokens,
                    "completion_tokens": row.completion_tokens,
                    "estimated_tokens": row.estimated_tokens,
                }
                for row in self.phases
            ],
            "failures": [_cause(cause) for cause in self.failures],
            "reviews": [_cause(cause) for cause in self.reviews],
        }


def report_of(run: EnrichmentRun) -> RunReport:
    run.refresh_from_db()
    phases = tuple(run.phases.order_by("position"))
    return RunReport(run, phases, _causes(run, Outcome.FAILED), _causes(run, Outcome.REVIEW))


def _causes(run: EnrichmentRun, outcome: Outcome) -> tuple[Cause, ...]:
    items = RunItem.objects.filter(run=run, outcome=outcome)
    groups = items.values_list("phase__name", "reason").annotate(number=Count("pk")).order_by("-number", "reason")
    causes = []
    for phase, reason, number in groups:
        alike = items.filter(phase__name=phase, reason=reason).order_by("pk")
        causes.append(Cause(phase, reason, number, tuple(alike.values_list("label", flat=True)[:EXAMPLES])))
    return tuple(causes)


def _cause(cause: Cause) -> dict[str, Any]:
    return {"phase": cause.phase, "reason": cause.reason, "count": cause.count, "items": list(cause.labels)}
