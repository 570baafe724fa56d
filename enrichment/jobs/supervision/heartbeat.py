"""The row by which a supervisor is known, and by which it knows the others."""

import os
import socket
from datetime import timedelta

from django.db.models import F

from enrichment.engine import clock
from enrichment.models import WorkerHeartbeat

ALIVE_SECONDS = 30
FORGET_DAYS = 1


def register() -> WorkerHeartbeat:
    WorkerHeartbeat.objects.filter(beat_at__lt=clock.now() - timedelta(days=FORGET_DAYS)).delete()
    return WorkerHeartbeat.objects.create(host=socket.gethostname(), pid=os.getpid())


def beat(row: WorkerHeartbeat) -> WorkerHeartbeat:
    """Renew the row, make it again where it was deleted, and read what the cluster has written into it."""
    row.beat_at = clock.now()
    if not WorkerHeartbeat.objects.filter(pk=row.pk).update(beat_at=row.beat_at):
        row.save(force_insert=True)
    row.refresh_from_db()
    return row


def note(row: WorkerHeartbeat, **values: object) -> None:
    WorkerHeartbeat.objects.filter(pk=row.pk).update(**values)


def note_restart(row: WorkerHeartbeat) -> None:
    WorkerHeartbeat.objects.filter(pk=row.pk).update(restarts=F("restarts") + 1, asked_at=None)


def forget(row: WorkerHeartbeat) -> None:
    WorkerHeartbeat.objects.filter(pk=row.pk).delete()


def is_alone(row: WorkerHeartbeat) -> bool:
    """Whether no other supervised cluster of this site lives."""
    others = WorkerHeartbeat.objects.exclude(pk=row.pk)
    others.filter(beat_at__gt=clock.now() + clock.SLACK).update(beat_at=clock.now())  # the clock was set back since
    recent = WorkerHeartbeat.objects.filter(beat_at__gt=clock.now() - timedelta(seconds=ALIVE_SECONDS))
    return not any(_lives(other) for other in recent.exclude(pk=row.pk))


def _lives(other: WorkerHeartbeat) -> bool:
    """A supervisor of this very machine that was killed a moment ago is known to be gone by its process number."""
    if other.host != socket.gethostname():
        return True
    try:
        os.kill(other.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return other.pid != os.getpid()
