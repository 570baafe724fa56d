"""One pace per service, kept in one row, so that no process can overtake another."""

import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction

from enrichment.engine.clock import database_time
from enrichment.engine.db_retry import retry_on_db_outage
from enrichment.engine.threads import Desk
from enrichment.models import ProviderLimit
from enrichment.phases.services import Service
from enrichment.providers.errors import Cancelled, Limited

# A call leaves a little after its slot; the margin keeps such stragglers within the minute's limit.
MARGIN = 0.97
PATIENCE_SECONDS = 60.0
SLACK_SECONDS = 1.0
LOOK_SECONDS = 1.0  # how often who waits for a pause sees whether the slice is leaving


class Reservation(NamedTuple):
    """`wait` seconds until the slot that was taken; when `blocked`, nothing was taken and the service asks to wait.

    `paused` says that it is such a request, and no other call, that makes it wait.
    """

    wait: float
    blocked: bool = False
    quota: bool = False
    paused: bool = False


def reserve(name: str, per_minute: float) -> Reservation:
    """Take the next free slot (GCRA with a burst of one) in one short transaction.

    Without a limit there is nothing to take, yet a pause that the service asked for holds.
    """
    if per_minute <= 0 and not ProviderLimit.objects.filter(name=name, blocked_until__gt=0).exists():
        return Reservation(0.0)
    with transaction.atomic():
        row, now = _row(name)
        wait = row.blocked_until - now
        if wait > PATIENCE_SECONDS or (wait > 0 and row.quota):  # a pause too long for here; a short one moves the slot
            return Reservation(wait, blocked=True, quota=row.quota)
        if per_minute <= 0:
            return Reservation(max(0.0, wait), paused=wait > 0)
        slot = max(row.next_slot, row.blocked_until, now)
        ProviderLimit.objects.filter(name=name).update(next_slot=slot + 60.0 / (per_minute * MARGIN), as_of=now)
        return Reservation(slot - now, paused=wait > 0)


def _row(name: str) -> tuple[ProviderLimit, float]:
    """The row under its lock, and the time. Where the clock was set back since it was written, it is set back, too."""
    row, now = ProviderLimit.objects.select_for_update().get(name=name), database_time()
    if row.as_of > now + SLACK_SECONDS:
        back = row.as_of - now
        row.next_slot, row.blocked_until, row.as_of = row.next_slot - back, row.blocked_until - back, now
        row.save()
    return row, now


def block(name: str, seconds: float, *, quota: bool = False) -> None:
    """Let nobody ask `name` for `seconds`."""
    with transaction.atomic():
        row, now = _row(name)
        if now + seconds > row.blocked_until:
            ProviderLimit.objects.filter(name=name).update(blocked_until=now + seconds, quota=quota, as_of=now)


def is_paused(name: str) -> bool:
    return ProviderLimit.objects.filter(name=name, blocked_until__gt=database_time()).exists()


class SharedLimiter:
    """The `Limiter` of one run's threads; `stop` ends a wait at once. The rows are read and written at the `desk`.

    Once `is_leaving`, nobody waits for a service that asked to: a server at home that is off would hold a worker that
    was told to stop.
    """

    def __init__(
        self,
        name: str,
        per_minute: float,
        stop: threading.Event | None = None,
        desk: Desk | None = None,
        is_leaving: Callable[[], bool] = bool,
    ) -> None:
        self.name = name
        self.per_minute = per_minute
        self._stop = stop or threading.Event()
        self._at_the_desk = desk or retry_on_db_outage
        self._is_leaving = is_leaving
        ProviderLimit.objects.get_or_create(name=name)

    def acquire(self) -> None:
        """Wait for a slot; one that a pause has overtaken meanwhile is given up for a later one."""
        while True:
            slot = self._at_the_desk(reserve, self.name, self.per_minute)
            if slot.blocked:
                raise Limited(self.name, seconds=slot.wait, quota=slot.quota)
            is_mine = self._wait_for(slot) or slot.wait <= 0 or not self._at_the_desk(is_paused, self.name)
            if self._stop.is_set():  # looked at last: the desk may have waited for the database
                raise Cancelled
            if is_mine:
                return

    def _wait_for(self, slot: Reservation) -> bool:
        """Whether it was told to stop meanwhile."""
        if not slot.paused:
            return self._stop.wait(slot.wait)
        ends = time.monotonic() + slot.wait
        while (left := ends - time.monotonic()) > 0:
            if self._is_leaving():
                raise Cancelled
            if self._stop.wait(min(left, LOOK_SECONDS)):
                return True
        return False

    def block(self, seconds: float, quota: bool) -> None:
        self._at_the_desk(block, self.name, seconds, quota=quota)


def limiter_of(
    service: Service[Any],
    stop: threading.Event | None = None,
    desk: Desk | None = None,
    is_leaving: Callable[[], bool] = bool,
) -> SharedLimiter:
    """The site's own pace of `service`."""
    return SharedLimiter(service.name, service.requests_per_minute, stop, desk, is_leaving)
