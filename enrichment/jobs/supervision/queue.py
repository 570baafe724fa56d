"""What the supervisor asks of django-q2's queue."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from enrichment.engine import clock
from enrichment.jobs.tasks import ANSWER
from enrichment.models import EnrichmentRun, State


def quieten() -> None:
    """django-q2 tells of each step; people follow the run instead."""
    logging.getLogger("django-q").setLevel(logging.WARNING)


def ping(heartbeat_id: int) -> None:
    async_task(ANSWER, heartbeat_id)


def release_held_tasks() -> int:
    """Let the tasks that a dead cluster had taken be worked now, not when their locks expire. Returns how many.

    Only where no cluster lives; with Redis there is nothing to release.
    """
    if "orm" not in settings.Q_CLUSTER:
        return 0
    return int(OrmQ.objects.filter(lock__gt=timezone.now()).update(lock=timezone.now()))


def take_back_locks() -> None:
    """Let tasks be taken that a clock which was set back since keeps from their workers for hours."""
    if "orm" not in settings.Q_CLUSTER:
        return
    latest = timezone.now() + timedelta(seconds=settings.Q_CLUSTER["retry"]) + clock.SLACK
    ahead = OrmQ.objects.filter(lock__gt=latest)
    if ahead.exists():
        ahead.update(lock=timezone.now())


def is_busy() -> bool:
    """Whether somebody works at a run right now: such a worker renews the run's heartbeat."""
    recently = clock.now() - timedelta(seconds=settings.AIME_LEASE_SECONDS)
    under_way = EnrichmentRun.objects.filter(state__in=(State.RUNNING, State.CANCELLING))
    return under_way.filter(heartbeat_at__gt=recently).exists()
