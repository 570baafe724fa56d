"""Taking items under a lease, so that two workers never ask for the same one and a dead one's are taken up again."""

import threading
import time
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from enrichment.engine import clock
from enrichment.models import RunItem, RunPhase
from enrichment.models.item import ANSWER_FIELDS

# Where it can, by a clock that goes on while the machine sleeps, as the leases do.
_elapsed = partial(time.clock_gettime, time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic


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
