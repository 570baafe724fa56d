"""The clock that all machines of a site share, the database's, and what to do when it was set back."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from enrichment.models import ACTIVE_STATES, EnrichmentRun, PhaseState, RunItem, RunPhase

# No run waits longer by itself, see `lifecycle.pause_limited`.
LONGEST_PAUSE_SECONDS = 3600
SLACK = timedelta(seconds=5)


def database_time() -> float:
    """Now, in seconds since the epoch. On SQLite database and process share the machine's clock."""
    if connection.vendor != "postgresql":
        return time.time()
    with connection.cursor() as cursor:
        # clock_timestamp() moves within a transaction, now() does not.
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])


def now() -> datetime:
    """The same as a moment: for whatever one process writes and another compares with."""
    return datetime.fromtimestamp(database_time(), UTC)


def take_back() -> None:
    """Let nobody wait for what lies further ahead than anything of ours is ever put: the clock was set back since.

    A lease is not ended but cut to its usual length, for its holder may live.
    """
    moment = now()
    lease = moment + timedelta(seconds=settings.AIME_LEASE_SECONDS)
    pause = moment + timedelta(seconds=LONGEST_PAUSE_SECONDS)
    runs = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES)
    _cut(runs, "heartbeat_at", moment)
    _cut(runs, "enqueued_at", moment)
    _cut(runs, "resume_at", pause, moment)
    _cut(RunPhase.objects.filter(run__in=runs, state=PhaseState.OPEN), "resume_at", pause, moment)
    _cut(RunItem.objects.filter(run__in=runs, outcome=""), "lease_until", lease)


def _cut(rows: QuerySet[Any], name: str, latest: datetime, instead: datetime | None = None) -> None:
    """Looked at before it is written: a write would take the one lock that SQLite has."""
    ahead = rows.filter(**{f"{name}__gt": latest + SLACK})
    if ahead.exists():
        ahead.update(**{name: instead or latest})
