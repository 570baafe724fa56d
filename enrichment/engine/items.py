"""Making a run's items, chunk by chunk, by whichever slice comes first."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from enrichment.models import EnrichmentRun, Outcome, RunItem, RunPhase
from enrichment.phases.base import Phase, Target

CHUNK = 500
DELETIONS_SURVIVED = 5


def prepare_chunk(run: EnrichmentRun, phase_id: int, phase: type[Phase[Any, Any]]) -> RunPhase:
    """Make the next chunk of items. The row's lock and its cursor let two slices do this without doing it twice.

    An album or artist that is deleted meanwhile costs its own item: the chunk is made again without it.
    """
    for _ in range(DELETIONS_SURVIVED):
        with suppress(IntegrityError):
            return _prepare(run, phase_id, phase)
    return _prepare(run, phase_id, phase)


def _prepare(run: EnrichmentRun, phase_id: int, phase: type[Phase[Any, Any]]) -> RunPhase:
    with transaction.atomic():
        row = RunPhase.objects.select_for_update(no_key=True).get(pk=phase_id)
        if row.prepared:
            return row
        chunk = phase.targets(run, row.cursor, CHUNK)
        add_items(row, chunk.items)
        row.prepared = chunk.cursor is None
        row.cursor = chunk.cursor or row.cursor
        row.save(update_fields=["cursor", "prepared"])
    row.refresh_from_db()
    return row


def add_items(row: RunPhase, targets: Sequence[Target]) -> None:
    """Make one item a target; one leads of those that share a work key and are pending. The caller holds the phase's
    lock: a leader that was being settled meanwhile would leave a new follower behind.
    """
    for start in range(0, len(targets), CHUNK):
        chunk = targets[start : start + CHUNK]
        leaders = RunItem.objects.filter(phase=row, leads=True, outcome="")
        named = leaders.filter(work_key__in={target.work_key for target in chunk})
        led = set(named.values_list("work_key", flat=True))
        items = []
        for target in chunk:
            is_pending = target.outcome == Outcome.PENDING
            item = RunItem(
                run_id=row.run_id,
                phase=row,
                album_id=target.album_id,
                artist_id=target.artist_id,
                label=target.label[:1100],
                work_key=target.work_key,
                leads=target.work_key not in led,
                payload=target.payload,
                outcome=target.outcome,
                reason=target.reason,
                finished_at=None if is_pending else timezone.now(),
            )
            items.append(item)
            if is_pending:
                led.add(target.work_key)
        RunItem.objects.bulk_create(items)
        settled = Counter(target.outcome.value for target in chunk if target.outcome != Outcome.PENDING)
        RunPhase.count(row.pk, total=len(items), **settled)
