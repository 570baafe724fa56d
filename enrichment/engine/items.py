"""A run's items: made chunk by chunk, by whichever slice comes first; taken under a lease, so that two workers never
ask for the same one and a dead one's are taken up again; and settled batch by batch: what was answered, what became of
the items and the counters, in one transaction or not at all.
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from collection.models.sql import update
from enrichment.engine import clock, lifecycle
from enrichment.models import EnrichmentRun, Outcome, RunItem, RunPhase
from enrichment.models.run import ANSWER_FIELDS, TOKEN_FIELDS
from enrichment.phases.base import Phase, Result, Target
from enrichment.phases.registry import service_asked
from enrichment.phases.results import FailedCall

CHUNK = 500
DELETIONS_SURVIVED = 5

# Where it can, by a clock that goes on while the machine sleeps, as the leases do.
_elapsed = partial(time.clock_gettime, time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic

Settled = list[tuple[RunItem, Result]]
Followers = dict[str, list[RunItem]]


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
                **target._replace(label=target.label[:1100])._asdict(),
                run_id=row.run_id,
                phase=row,
                leads=target.work_key not in led,
                finished_at=None if is_pending else timezone.now(),
            )
            items.append(item)
            if is_pending:
                led.add(target.work_key)
        RunItem.objects.bulk_create(items)
        settled = Counter(target.outcome.value for target in chunk if target.outcome != Outcome.PENDING)
        RunPhase.count(row.pk, total=len(items), **settled)


class Tenure(threading.Event):
    """Tells a slice's threads to ask no more: set by whoever ends it, and by itself once its leases have run out, for
    another worker may be asking for the same by then. Once over it stays so.
    """

    def __init__(self) -> None:
        super().__init__()
        self.has_lapsed = False
        self._ends = float("inf")
        self.prolong()

    def prolong(self) -> None:
        """Called before the leases are renewed, so that it never outlasts them."""
        self.is_set()
        self._ends = _elapsed() + settings.AIME_LEASE_SECONDS

    def is_set(self) -> bool:
        if _elapsed() >= self._ends:
            self.has_lapsed = True
            self.set()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(timeout) or self.is_set()


def lease_end() -> datetime:
    return clock.now() + timedelta(seconds=settings.AIME_LEASE_SECONDS)


def free_items(phase_id: int) -> QuerySet[RunItem]:
    """Leading items that nobody holds; an expired lease holds nothing."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=clock.now())
    return RunItem.objects.filter(free, phase_id=phase_id, outcome="", leads=True)


def claim(phase: RunPhase, owner: str, size: int) -> list[RunItem]:
    """Take up to `size` items."""
    with transaction.atomic():
        free = free_items(phase.pk).defer(*ANSWER_FIELDS).order_by("pk")
        # Elsewhere the whole transaction is exclusive, so there is nothing to skip.
        free = free.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        items = list(free[:size])
        mine = RunItem.objects.filter(pk__in=[item.pk for item in items])
        mine.update(owner=owner, lease_until=lease_end())
    return items


def count_attempt(items: Iterable[RunItem], owner: str) -> None:
    """Before the call is made, so that an item that kills its worker is not asked for ever."""
    RunItem.objects.filter(pk__in=[item.pk for item in items], owner=owner, outcome="").update(
        attempts=F("attempts") + 1, asked_at=clock.now()
    )


def renew(items: Iterable[RunItem], owner: str) -> None:
    RunItem.objects.filter(pk__in=[item.pk for item in items], owner=owner, outcome="").update(lease_until=lease_end())


def release(items: Sequence[RunItem], owner: str, *, asked: bool) -> None:
    """Give items back as if they had never been taken; `asked`: their attempt was counted."""
    RunItem.objects.filter(pk__in=[item.pk for item in items], owner=owner, outcome="").update(
        owner="", lease_until=None, attempts=F("attempts") - int(asked)
    )


def settle(
    run: EnrichmentRun, row: RunPhase, phase: Phase[Any, Any], batch: Sequence[tuple[RunItem, Any]], owner: str
) -> Settled:
    """Write one batch of answers and results, and return what became of each item.

    Items whose lease was lost to another worker meanwhile are left to it. Of two answers to one item the later counts.
    """
    given = {item.pk: (item, answer) for item, answer in batch}
    with transaction.atomic():
        if connection.features.has_select_for_update:  # elsewhere the whole transaction is exclusive
            # Nobody adds followers meanwhile.
            list(RunPhase.objects.select_for_update(no_key=True).filter(pk=row.pk).order_by().values_list("pk"))
        ours, followers = _pending(row, {item.work_key for item, _ in batch}, owner)
        leaders = [pair for pk, pair in given.items() if pk in ours]
        kept = [pair for pair in leaders if _is_result(pair) and pair[1].outcome == Outcome.KEPT]
        results = [pair for pair in leaders if _is_result(pair) and pair[1].outcome != Outcome.KEPT]
        settled = kept + _shared(results, followers)
        if answers := _shared([pair for pair in leaders if not _is_result(pair)], followers):
            stored = phase.store(run, answers)
            add_items(row, phase.discovered_targets(run, answers))
            settled += [(item, result) for (item, _), result in zip(answers, stored, strict=True)]
        _count_refusals(row, phase, leaders)
        # A leader that needs no answer hands the lead to the next of its work key.
        if heirs := [followers[item.work_key][0].pk for item, _ in kept if item.work_key in followers]:
            RunItem.objects.filter(pk__in=heirs).update(leads=True)
        _write(row, settled)
    return settled


def _pending(row: RunPhase, work_keys: set[str], owner: str) -> tuple[set[int], Followers]:
    """Which items are still `owner`'s, and who waits for the answers given to them."""
    pending = RunItem.objects.select_for_update().filter(phase_id=row.pk, work_key__in=work_keys, outcome="")
    rows = list(pending.order_by("pk").values_list("pk", "leads", "owner"))
    following = [pk for pk, leads, _ in rows if not leads]
    followers: Followers = defaultdict(list)
    for item in RunItem.objects.filter(pk__in=following).order_by("pk") if following else ():
        followers[item.work_key].append(item)
    return {pk for pk, _, holder in rows if holder == owner}, followers


def _is_result(pair: tuple[RunItem, Any]) -> bool:
    return isinstance(pair[1], Result)


def _shared(pairs: list[tuple[RunItem, Any]], followers: Followers) -> list[tuple[RunItem, Any]]:
    """Add the items that wait for the same answer."""
    return pairs + [(item, answer) for leader, answer in pairs for item in followers.get(leader.work_key, ())]


def _count_refusals(row: RunPhase, phase: Phase[Any, Any], answers: list[tuple[RunItem, Any]]) -> None:
    refusals = []
    for _, answer in answers:
        if isinstance(answer, FailedCall):
            refusals.append((answer.reason, service_asked(row.name, answer.reason)))
        elif not isinstance(answer, Result) and (reason := phase.refusal(answer)) is not None:
            refusals.append((reason, None))
    if refusals:
        _reason, service = refusals[-1]
        lifecycle.count_refusals(row, [reason for reason, _ in refusals], service.to_check if service else "")


def _write(row: RunPhase, settled: Settled) -> None:
    now = timezone.now()
    for item, result in settled:
        item.outcome, item.finished_at, item.owner, item.lease_until = result.outcome, now, "", None
        for name in ANSWER_FIELDS:
            setattr(item, name, getattr(result, name))
    left = [name for name in ANSWER_FIELDS if any(getattr(result, name) for _, result in settled)]
    names = ["outcome", "finished_at", "owner", "lease_until", *left]
    update(RunItem, [item for item, _ in settled], names)
    RunPhase.count(
        row.pk,
        **Counter(result.outcome.value for _, result in settled),
        **{name: sum(getattr(result, name) for _, result in settled) for name in TOKEN_FIELDS},
    )
