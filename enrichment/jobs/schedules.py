"""What django-q2's scheduler starts by itself."""

import logging
from typing import Any

from django.db import connection
from django.db.models.signals import post_save
from django.utils.translation import override

from enrichment.engine import scheduling
from enrichment.engine.refusals import AlreadyActive, RunRefused
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import active_run, has_work
from enrichment.jobs import timetable
from enrichment.jobs.launch import launch
from enrichment.jobs.tasks import START, SWEEP
from enrichment.models import EnrichmentRun, Job, Preferences, StartResult, Trigger

logger = logging.getLogger("enrichment.runs")


def can_schedule() -> bool:
    """Whether django-q2's tables are there; while migrations run they may not be yet."""
    from django_q.models import Schedule

    return Schedule._meta.db_table in connection.introspection.table_names()


def ensure_sweep() -> None:
    """Have the sweep run every minute."""
    from django_q.models import Schedule

    if not Schedule.objects.filter(name="sweep").exists():  # the name is not unique: a loaded dump may bring a second
        Schedule.objects.create(name="sweep", func=SWEEP, schedule_type=Schedule.MINUTES, minutes=1, repeats=-1)


def follow_preferences() -> None:
    """From now on the schedules are what the preferences say, whichever door saves them."""
    post_save.connect(_saved, sender=Preferences, dispatch_uid="schedules follow the preferences")


def _saved(instance: Preferences, *, raw: bool, **_kwargs: Any) -> None:
    if not raw and can_schedule():  # a dump that is being loaded holds the schedules, too
        keep(instance)


def keep(preferences: Preferences) -> None:
    """Have exactly the schedules that are switched on. One that is as it was keeps its next time."""
    from django_q.models import Schedule

    for job in Job.values:
        wanted = {"func": START, "args": repr((job,)), "repeats": -1, **timetable.of(job, preferences)}
        existing = Schedule.objects.filter(name=job)
        if scheduling.is_on(job, preferences) and existing.filter(**wanted).exists():
            continue
        existing.delete()
        if scheduling.is_on(job, preferences):
            Schedule.objects.create(name=job, **wanted)


def next_start(job: str) -> Any:
    """When the schedule comes next, None when it is off."""
    from django_q.models import Schedule

    return Schedule.objects.filter(name=job).values_list("next_run", flat=True).first()


@override("en")  # the record and the log speak English
def start(job: str) -> None:
    """The task of a schedule: start what is missing, and record what became of it."""
    preferences = Preferences.load()
    if not scheduling.is_on(job, preferences) or (job != Job.LASTFM and scheduling.came_already(job)):
        return
    try:
        _start(job, scheduling.request_for(job, preferences))
    except AlreadyActive as refusal:
        scheduling.note(job, StartResult.SKIPPED, refusal.run)
        logger.info("schedule %s: skipped, run %s is active", job, refusal.run.pk)
    except RunRefused as refusal:
        scheduling.note(job, StartResult.REFUSED, detail=str(refusal))
        logger.warning("schedule %s: %s", job, refusal)


def _start(job: str, request: RunRequest) -> None:
    if active := active_run(request.kind):
        raise AlreadyActive(active)
    if has_work(request):
        scheduling.note(job, StartResult.STARTED, launch(request, Trigger.SCHEDULE))
    else:
        scheduling.note(job, StartResult.NOTHING_MISSING)


@override("en")
def start_missing(parent_id: int) -> None:
    """Start a run for what a limit kept run `parent_id` from; no run row when nothing is missing."""
    parent = EnrichmentRun.objects.filter(pk=parent_id).first()
    request = RunRequest(kind=parent.kind, only=parent.options.get("only", "")) if parent else RunRequest()
    if not has_work(request):
        return
    try:
        launch(request, Trigger.SCHEDULE)
    except RunRefused as refusal:
        logger.warning("The scheduled run was not started: %s", refusal)
