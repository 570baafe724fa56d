"""Which supervised cluster this process works in; a cluster's workers inherit it when they are forked."""

from django_q.conf import Conf

from enrichment.engine import clock
from enrichment.jobs.tasks import lets_outages_be
from enrichment.models import WorkerHeartbeat

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
