"""When the owner's schedules come, computed here and in UTC.

django-q2 compares clock times of one zone by their wall time alone (as Python does), so that in the hour that repeats
when summer time ends its own reckoning of a daily start goes round until that hour is over. It is never asked for one.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from django.utils import timezone

from enrichment.models import Job, Preferences


def next_start(job: str, preferences: Preferences, after: datetime) -> datetime:
    """The first start of `job` after the moment `after`, in UTC."""
    if job == Job.LASTFM:
        return after + every(preferences)
    at, days = getattr(preferences, f"{job}_time"), getattr(preferences, f"{job}_days")
    return next_at(at, days, after, timezone.get_default_timezone())


def latest(job: str, preferences: Preferences, now: datetime) -> datetime:
    """No start is planned later than the one after the next: else the clock stood ahead when it was planned."""
    return next_start(job, preferences, next_start(job, preferences, now))


def every(preferences: Preferences) -> timedelta:
    """How often the Last.fm tracker comes."""
    return timedelta(hours=preferences.lastfm_every_hours)


def in_words(job: str, preferences: Preferences) -> str:
    """The timetable itself, by which a start is known to have been planned: `02:00 0123456 Europe/Zurich`."""
    if job == Job.LASTFM:
        return f"every {preferences.lastfm_every_hours} h"
    at, days = getattr(preferences, f"{job}_time"), getattr(preferences, f"{job}_days")
    return f"{at} {''.join(map(str, sorted(days)))} {timezone.get_default_timezone_name()}"


def next_at(at: time, days: Sequence[int], after: datetime, zone: tzinfo) -> datetime:
    """The first moment after `after` at `at` o'clock in `zone` on one of `days` (Monday = 0), in UTC.

    Each day has one: the first of an hour that comes twice, and as much later as the clock skipped of one that does
    not come at all. That may be past midnight, hence the day before is looked at, too.
    """
    today = after.astimezone(zone).date()
    for ahead in range(-1, 8):
        day = today + timedelta(days=ahead)
        moment = datetime.combine(day, at, zone).astimezone(UTC)
        if day.weekday() in days and moment > after:
            return moment
    raise ValueError("no day of the week is chosen")
