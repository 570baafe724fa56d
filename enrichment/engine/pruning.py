"""What is kept of runs long past: their rows and counters; of their items only the questions still open."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from enrichment.models import EnrichmentRun, Outcome, RunItem

AT_ONCE = 1000


def prune_items() -> int:
    """Delete items, `AT_ONCE` at most, of runs that ended more than `AIME_KEEP_ITEMS_DAYS` ago; how many they were.
    Nothing of such a run can be taken back, or up, any more.
    """
    too_old = timezone.now() - timedelta(days=settings.AIME_KEEP_ITEMS_DAYS)
    items = RunItem.objects.filter(run__in=EnrichmentRun.objects.filter(finished_at__lt=too_old))
    closed = items.exclude(outcome=Outcome.REVIEW, answered_at__isnull=True)
    return RunItem.objects.filter(pk__in=list(closed.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
