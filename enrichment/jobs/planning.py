"""The rows of django-q2's schedule table, kept as the owner's preferences want them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_save
from django.utils import timezone

from enrichment.engine import scheduling
from enrichment.jobs import timetable
from enrichment.jobs.tasks import START, SWEEP
from enrichment.models import Job, Preferences

SWEEP_AHEAD = timedelta(minutes=10)


def can_schedule() -> bool:
    """Whether django-q2's tables are there; while migrations run they may not be yet."""
    from django_q.models import Schedule

    return Schedule._meta.db_table in connection.introspection.table_names()


def ensure_sweep() -> None:
    """Have the sweep run every minute, from now on where the clock stood ahead when it was planned."""
    from django_q.models import Schedule

    now = timezone.now()
    rows = Schedule.objects.filter(name="sweep")  # the name is not unique: a loaded dump may bring a second
    planned = list(rows.values_list("next_run", flat=True))
    if not planned:
        Schedule.objects.create(name="sweep", func=SWEEP, schedule_type=Schedule.MINUTES, minutes=1, repeats=-1)
    if any(moment > now + SWEEP_AHEAD for moment in planned):
        rows.update(next_run=now)


def follow_preferences() -> None:
    """From now on the schedules are what the preferences say, whichever door saves them."""
    post_save.connect(_saved, sender=Preferences, dispatch_uid="schedules follow the preferences")


def _saved(*, raw: bool, **_kwargs: Any) -> None:
    if not raw and can_schedule():  # a dump that is being loaded holds the schedules, too
        plan()


def plan() -> None:
    """Have exactly the schedules that are switched on, each waiting for its next start.

    A start is a `ONCE` of django-q2: when it has come the row stays, with no repeats left, until it is planned anew
    here. So whoever sweeps calls this.
    """
    preferences = Preferences.objects.first() or Preferences()
    rows = list(_rows(*Job.values))
    for job in Job.values:
        existing = [row for row in rows if row.name == job]
        if scheduling.is_on(job, preferences):
            if len(existing) != 1 or not _is_planned(existing[0], preferences):
                _plan_anew(job, preferences)
        elif existing:
            _rows(job).delete()


def _rows(*jobs: str) -> Any:
    from django_q.models import Schedule

    return Schedule.objects.filter(name__in=jobs).order_by("pk")


def _is_planned(row: Any, preferences: Preferences) -> bool:
    return (
        (row.schedule_type, row.func, row.args) == (row.ONCE, START, repr((row.name,)))
        and row.repeats != 0
        and row.cron == timetable.in_words(row.name, preferences)
        and row.next_run <= timetable.latest(row.name, preferences, timezone.now())
    )


@transaction.atomic
def _plan_anew(job: str, preferences: Preferences) -> None:
    from django_q.models import Schedule

    list(Preferences.objects.select_for_update())  # two machines that sweep at once make one row
    row = _rows(job).first()
    _rows(job).delete()
    Schedule.objects.create(
        name=job,
        func=START,
        args=repr((job,)),
        schedule_type=Schedule.ONCE,
        repeats=1,
        cron=timetable.in_words(job, preferences),  # which django-q2 does not read of a ONCE
        next_run=_next(job, preferences, row),
    )


def _next(job: str, preferences: Preferences, row: Any) -> datetime:
    """The start after the one that has come in `row`, unless a leap of the clock makes nonsense of it. What comes every
    so many hours begins at once where that is new.
    """
    now = timezone.now()
    if job == Job.LASTFM and (row is None or row.cron != timetable.in_words(job, preferences)):
        return now
    if row is not None and row.repeats == 0:
        following = timetable.next_start(job, preferences, row.next_run)
        if now < following <= timetable.latest(job, preferences, now):
            return following
    return timetable.next_start(job, preferences, now)


def next_start(job: str, preferences: Preferences) -> datetime | None:
    """When the schedule comes next, None when it is off. It is in the past where no worker has taken it up."""
    if not scheduling.is_on(job, preferences):
        return None
    planned: datetime | None = _rows(job).exclude(repeats=0).values_list("next_run", flat=True).first()
    return planned or timetable.next_start(job, preferences, timezone.now())
