"""The owner's schedules: what each starts, when it comes, the record of what became of each start, and what should have
started by itself and has not. The rows of django-q2's schedule table are kept as the owner's preferences want them.

Times are computed here and in UTC. django-q2 compares clock times of one zone by their wall time alone (as Python
does), so that in the hour that repeats when summer time ends its own reckoning of a daily start goes round until that
hour is over. It is never asked for one.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.models import Schedule
from django_q.tasks import schedule

from collection.commands import typed
from collection.models.sql import Written
from enrichment.engine.request import RunRequest, usual_language
from enrichment.jobs.queue import START, START_MISSING, SWEEP, WORK
from enrichment.models import (
    EnrichmentRun,
    Job,
    Kind,
    PhaseState,
    Preferences,
    ScheduledStart,
    StartResult,
    State,
    WorkerHeartbeat,
)

KINDS = {Job.NIGHT: Kind.ENRICHMENT, Job.DISCOGS: Kind.DISCOGS, Job.LASTFM: Kind.LASTFM}
SWEEP_AHEAD = timedelta(minutes=10)
OVERDUE_AFTER = timedelta(minutes=2)  # the scheduler looks twice a minute; a busy worker takes its time
SEEN_WITHIN = timedelta(seconds=30)


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


def can_schedule() -> bool:
    """Whether django-q2's tables are there; while migrations run they may not be yet."""
    return Schedule._meta.db_table in connection.introspection.table_names()


def ensure_sweep() -> None:
    """Have the sweep run every minute, from now on where the clock stood ahead when it was planned."""
    now = timezone.now()
    rows = Schedule.objects.filter(name="sweep")  # the name is not unique: a loaded dump may bring a second
    planned = list(rows.values_list("next_run", flat=True))
    if not planned:
        Schedule.objects.create(name="sweep", func=SWEEP, schedule_type=Schedule.MINUTES, minutes=1, repeats=-1)
    if any(moment > now + SWEEP_AHEAD for moment in planned):
        rows.update(next_run=now)


def follow_preferences(*, raw: bool, **_kwargs: Any) -> None:
    """After the preferences were saved, by whichever door: the schedules are what they say."""
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
        if is_on(job, preferences):
            if len(existing) != 1 or not _is_planned(existing[0], preferences):
                _plan_anew(job, preferences)
        elif existing:
            _rows(job).delete()


def _rows(*jobs: str) -> Any:
    return Schedule.objects.filter(name__in=jobs).order_by("pk")


def _is_planned(row: Any, preferences: Preferences) -> bool:
    return (
        (row.schedule_type, row.func, row.args) == (row.ONCE, START, repr((row.name,)))
        and row.repeats != 0
        and row.cron == in_words(row.name, preferences)
        and row.next_run <= latest_start(row.name, preferences, timezone.now())
    )


@transaction.atomic
def _plan_anew(job: str, preferences: Preferences) -> None:
    list(Preferences.objects.select_for_update())  # two machines that sweep at once make one row
    row = _rows(job).first()
    _rows(job).delete()
    Schedule.objects.create(
        name=job,
        func=START,
        args=repr((job,)),
        schedule_type=Schedule.ONCE,
        repeats=1,
        cron=in_words(job, preferences),  # which django-q2 does not read of a ONCE
        next_run=_next(job, preferences, row),
    )


def _next(job: str, preferences: Preferences, row: Any) -> datetime:
    """The start after the one that has come in `row`, unless a leap of the clock makes nonsense of it. What comes every
    so many hours begins at once where that is new.
    """
    now = timezone.now()
    if job == Job.LASTFM and (row is None or row.cron != in_words(job, preferences)):
        return now
    if row is not None and row.repeats == 0:
        following = start_after(job, preferences, row.next_run)
        if now < following <= latest_start(job, preferences, now):
            return following
    return start_after(job, preferences, now)


def next_start(job: str, preferences: Preferences) -> datetime | None:
    """When the schedule comes next, None when it is off. It is in the past where no worker has taken it up."""
    if not is_on(job, preferences):
        return None
    planned: datetime | None = _rows(job).exclude(repeats=0).values_list("next_run", flat=True).first()
    return planned or start_after(job, preferences, timezone.now())


def start_after(job: str, preferences: Preferences, after: datetime) -> datetime:
    """The first start of `job` after the moment `after`, in UTC."""
    if job == Job.LASTFM:
        return after + timedelta(hours=preferences.lastfm_every_hours)
    at, days = getattr(preferences, f"{job}_time"), getattr(preferences, f"{job}_days")
    return next_at(at, days, after, timezone.get_default_timezone())


def latest_start(job: str, preferences: Preferences, now: datetime) -> datetime:
    """No start is planned later than the one after the next: else the clock stood ahead when it was planned."""
    return start_after(job, preferences, start_after(job, preferences, now))


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


def plan_rest(run: EnrichmentRun) -> None:
    """Wake a paused run when its pause ends; leave what a long limit stopped to a run at that time."""
    if run.state == State.PAUSED and run.resume_at:
        _once(f"resume run {run.pk}", run.resume_at, WORK, run.pk)
    stopped = run.phases.filter(state=PhaseState.STOPPED, resume_at__isnull=False).order_by("resume_at").last()
    if run.state == State.STOPPED and stopped and stopped.resume_at:
        _once(f"after run {run.pk}", stopped.resume_at, START_MISSING, run.pk)


def _once(name: str, moment: datetime, function: str, run_id: int) -> None:
    if not Schedule.objects.filter(name=name).exists():
        schedule(function, run_id, name=name, schedule_type=Schedule.ONCE, next_run=moment, repeats=-1)


class Overdue(NamedTuple):
    """`why` is a sentence, empty where nothing is known."""

    name: str
    since: datetime
    why: str


def overdue() -> list[Overdue]:
    """The owner's schedules, and starts that a run left, whose time has passed."""
    now, found = timezone.now(), []
    ours = Schedule.objects.filter(func__in=(START, START_MISSING))
    for row in ours.filter(next_run__lt=now - OVERDUE_AFTER).order_by("next_run"):
        # A start that has come has no repeats left, and is planned anew within seconds; one that was set aside is not.
        if row.repeats != 0 or not row.task:
            name = Job(row.name).label if row.name in Job.values else row.name
            found.append(Overdue(str(name), row.next_run, _why(row, now)))
    return found


def _why(row: Any, now: datetime) -> str:
    seen = WorkerHeartbeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
    if row.repeats == 0:
        return _("It could not be read and was set aside: save the preferences again.")
    if seen and seen > now + SEEN_WITHIN:
        return _("The clock was set back: the worker was last seen in the future.")
    if not seen or seen < now - SEEN_WITHIN:
        commands = {"serve": typed("serve"), "worker": typed("worker")}
        return _("No worker is active: start `%(serve)s`, or `%(worker)s`.") % commands
    return ""
