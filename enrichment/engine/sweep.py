"""What is to be swept up: runs that nobody is working at, though somebody should be, and items of runs long past."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from enrichment.engine import clock
from enrichment.engine.lifecycle import close_if_over
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Outcome, RunItem

UNTOLD_FOR = timedelta(days=1)

AT_ONCE = 1000


def stale_runs() -> list[int]:
    """Active runs with due work whose last sign of life, and last call for a worker, are older than a lease."""
    long_ago = clock.now() - timedelta(seconds=settings.AIME_LEASE_SECONDS)
    silent = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES, heartbeat_at__lt=long_ago)
    uncalled = silent.filter(Q(enqueued_at__isnull=True) | Q(enqueued_at__lt=long_ago))
    due = uncalled.filter(Q(resume_at__isnull=True) | Q(resume_at__lte=clock.now()))
    runs = [close_if_over(pk) for pk in due.values_list("pk", flat=True)]
    return [run.pk for run in runs if run and run.is_active]


def untold_runs() -> list[int]:
    """Runs that ended lately without anybody having followed them up: closed by a cancel, by a look at them, or by a
    worker that died right after.
    """
    lately = clock.now() - UNTOLD_FOR
    ended = EnrichmentRun.objects.filter(finished_at__gte=lately, reported_at__isnull=True)
    return list(ended.exclude(state__in=ACTIVE_STATES).values_list("pk", flat=True))


def mark_enqueued(run_id: int) -> bool:
    """Note that a worker was called; False when one was called already and has not come yet."""
    return EnrichmentRun.objects.filter(pk=run_id, enqueued_at=None).update(enqueued_at=clock.now()) == 1


def clear_enqueued(run_id: int) -> None:
    """The worker that was called will not come: another may be called."""
    EnrichmentRun.objects.filter(pk=run_id).update(enqueued_at=None)


def prune_items() -> int:
    """Delete items, `AT_ONCE` at most, of runs that ended more than `AIME_KEEP_ITEMS_DAYS` ago; how many they were.
    Its row and counters stay, and the questions still open; nothing of such a run can be taken back, or up, any more.
    """
    too_old = timezone.now() - timedelta(days=settings.AIME_KEEP_ITEMS_DAYS)
    items = RunItem.objects.filter(run__in=EnrichmentRun.objects.filter(finished_at__lt=too_old))
    closed = items.exclude(outcome=Outcome.REVIEW, answered_at__isnull=True)
    return RunItem.objects.filter(pk__in=list(closed.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
