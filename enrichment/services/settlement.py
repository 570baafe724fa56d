"""Writing a batch: what was answered, what became of the items and the counters, in one transaction or not at all."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enrichment.models import EnrichmentRun, Outcome, RunItem, RunPhase
from enrichment.models.rows import write_rows
from enrichment.phases.base import Phase, Result
from enrichment.services.preparation import add_items

ITEM_FIELDS = [
    "outcome",
    "reason",
    "detail",
    "finished_at",
    "owner",
    "lease_until",
    "before",
    "after",
    "candidates",
    "draft",
    "prompt_tokens",
    "completion_tokens",
]

Settled = list[tuple[RunItem, Result]]


def settle(
    run: EnrichmentRun, row: RunPhase, phase: Phase[Any, Any], batch: Sequence[tuple[RunItem, Any]], owner: str
) -> Settled:
    """Write one batch of answers and results, and return what became of each item.

    Items whose lease was lost to another worker meanwhile are left to it.
    """
    given = {item.pk: answer for item, answer in batch}
    with transaction.atomic():
        RunPhase.objects.select_for_update().filter(pk=row.pk).first()  # nobody adds followers meanwhile
        held = RunItem.objects.select_for_update().filter(pk__in=given, owner=owner, outcome=Outcome.PENDING)
        leaders = [(item, given[item.pk]) for item in held.order_by("pk")]
        results = _with_followers([pair for pair in leaders if _is_result(pair) and pair[1].outcome != Outcome.KEPT])
        kept = [pair for pair in leaders if _is_result(pair) and pair[1].outcome == Outcome.KEPT]
        answers = _with_followers([pair for pair in leaders if not _is_result(pair)])
        settled = results + kept + _stored(run, row, phase, answers)
        _promote_followers([item for item, _ in kept])
        _write(row, settled)
    return settled


def _is_result(pair: tuple[RunItem, Any]) -> bool:
    return isinstance(pair[1], Result)


def _stored(run: EnrichmentRun, row: RunPhase, phase: Phase[Any, Any], answers: list[tuple[RunItem, Any]]) -> Settled:
    if not answers:
        return []
    results = phase.store(run, answers)
    add_items(row, phase.extend(run, answers))
    return [(item, result) for (item, _), result in zip(answers, results, strict=True)]


def _followers(leaders: Sequence[RunItem]) -> QuerySet[RunItem]:
    phases, keys = {item.phase_id for item in leaders}, {item.work_key for item in leaders}
    return RunItem.objects.filter(
        phase_id__in=phases, work_key__in=keys, leads=False, outcome=Outcome.PENDING
    ).order_by("pk")


def _with_followers(pairs: list[tuple[RunItem, Any]]) -> list[tuple[RunItem, Any]]:
    """Add the items that wait for the same answer."""
    if not pairs:
        return []
    answers = {item.work_key: answer for item, answer in pairs}
    return pairs + [(item, answers[item.work_key]) for item in _followers([item for item, _ in pairs])]


def _promote_followers(kept: Sequence[RunItem]) -> None:
    """A leader that needs no answer hands the lead to the next of its work key."""
    if not kept:
        return
    heirs = {item.work_key: item.pk for item in reversed(_followers(kept))}
    RunItem.objects.filter(pk__in=heirs.values()).update(leads=True)


def _write(row: RunPhase, settled: Settled) -> None:
    now = timezone.now()
    for item, result in settled:
        item.outcome, item.reason, item.detail = result.outcome, result.reason, result.detail
        item.before, item.after, item.candidates = result.before, result.after, result.candidates
        item.draft = result.draft
        item.prompt_tokens, item.completion_tokens = result.prompt_tokens, result.completion_tokens
        item.finished_at, item.owner, item.lease_until = now, "", None
    write_rows([item for item, _ in settled], ITEM_FIELDS)
    RunPhase.count(
        row.pk,
        **Counter(result.outcome.value for _, result in settled),
        prompt_tokens=sum(result.prompt_tokens for _, result in settled),
        completion_tokens=sum(result.completion_tokens for _, result in settled),
    )
