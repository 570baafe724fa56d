"""What the owner's schedules start, and the record of what became of each start."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from collection.models.sql import Written
from enrichment.engine.request import RunRequest, usual_language
from enrichment.models import EnrichmentRun, Job, Kind, Preferences, ScheduledStart, StartResult

KINDS = {Job.NIGHT: Kind.ENRICHMENT, Job.DISCOGS: Kind.DISCOGS, Job.LASTFM: Kind.LASTFM}


def is_on(job: str, preferences: Preferences) -> bool:
    return bool(getattr(preferences, f"{job}_enabled"))


def request_for(job: str, preferences: Preferences) -> RunRequest:
    """What is missing only, within the owner's caps for a night."""
    if job != Job.NIGHT:
        return RunRequest(kind=KINDS[Job(job)])
    return RunRequest(
        limit=preferences.night_max_items, max_tokens=preferences.night_max_tokens, language=usual_language()
    )


def note(job: str, result: StartResult, run: EnrichmentRun | None = None, detail: str = "") -> ScheduledStart:
    """Record a start; records are kept as long as a run's items."""
    too_old = timezone.now() - timedelta(days=settings.AIME_KEEP_ITEMS_DAYS)
    ScheduledStart.objects.filter(at__lt=too_old).delete()
    return ScheduledStart.objects.create(job=job, result=result, run=run, detail=detail)


def last_start(job: str) -> ScheduledStart | None:
    return ScheduledStart.objects.filter(job=job).first()


def last_starts() -> dict[str, ScheduledStart]:
    """The last start of each job that ever started."""
    return {start.job: start for start in ScheduledStart.objects.filter(pk__in=_LATEST)}


_LATEST = Written(lambda: ScheduledStart.objects.order_by().values("job").annotate(latest=Max("pk")).values("latest"))
