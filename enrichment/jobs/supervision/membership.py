"""Which supervised cluster this process works in; a cluster's workers inherit it when they are forked. And the row by
which a supervisor is known, and by which it knows the others.
"""

import os
import socket
from datetime import timedelta

from django.conf import settings
from django_q.conf import Conf

from enrichment.engine import clock
from enrichment.jobs.queue import lets_outages_be
from enrichment.models import EnrichmentRun, State, WorkerHeartbeat

ALIVE_SECONDS = 30
FORGET_DAYS = 1

_cluster: list[int] = []


def join(heartbeat_id: int) -> None:
    _cluster[:] = [heartbeat_id]


@lets_outages_be
def answer(asker_id: int) -> None:
    """The ping, as a task: whoever asked has its answer, and the cluster that worked it has shown that it lives."""
    WorkerHeartbeat.objects.filter(pk=asker_id).update(asked_at=None)
    WorkerHeartbeat.objects.filter(pk__in=_cluster).update(answered_at=clock.now())


def is_stopping() -> bool:
    """Whether this process's cluster has been told to stop, so that a slice had better end early."""
    return bool(_cluster) and WorkerHeartbeat.objects.filter(pk__in=_cluster, stopping=True).exists()


def make_way() -> None:
    """Have a fresh worker take this one's place once its task is done: a run leaves some 25 MB behind, of which Python
    gives little back, and a new worker shares what is loaded with the others.
    """
    if _cluster:
        Conf.MAX_RSS = 1  # django-q2 replaces a worker that has grown larger than this


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


def forget(row: WorkerHeartbeat) -> None:
    WorkerHeartbeat.objects.filter(pk=row.pk).delete()


def is_alone(row: WorkerHeartbeat) -> bool:
    """Whether no other supervised cluster of this site lives."""
    others = WorkerHeartbeat.objects.exclude(pk=row.pk)
    others.filter(beat_at__gt=clock.now() + clock.SLACK).update(beat_at=clock.now())  # the clock was set back since
    recent = WorkerHeartbeat.objects.filter(beat_at__gt=clock.now() - timedelta(seconds=ALIVE_SECONDS))
    return not any(_lives(other) for other in recent.exclude(pk=row.pk))


def is_busy() -> bool:
    """Whether somebody works at a run right now: such a worker renews the run's heartbeat."""
    recently = clock.now() - timedelta(seconds=settings.AIME_LEASE_SECONDS)
    under_way = EnrichmentRun.objects.filter(state__in=(State.RUNNING, State.CANCELLING))
    return under_way.filter(heartbeat_at__gt=recently).exists()


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
