"""What starts by itself: how what is due gets into the queue, in the place of django-q2's own scheduler, and the tasks
that are started so.

django-q2's works all schedules in one transaction, so that a single one that cannot be read stops them all, and it
calls whatever function a row names, on request in its own process.
"""

import ast
import logging
import sys
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override
from django_q.conf import Conf
from django_q.models import Schedule
from django_q.tasks import async_task

from enrichment.engine.env_changes import follow
from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest
from enrichment.engine.runs import active_run, has_work
from enrichment.jobs import launch, planning
from enrichment.jobs.queue import is_ours, lets_outages_be, queue_errors
from enrichment.models import EnrichmentRun, Preferences, StartResult, Trigger
from enrichment.outages import outage_of

logger = logging.getLogger("enrichment.runs")
keeper_log = logging.getLogger("enrichment.processes")


class NotOurs(Exception):
    """A schedule that names a function, arguments or a kind that are none of AIME's."""


def take_over() -> None:
    """Have every cluster of this process and of its forks use `start_due`.

    One that is not loaded yet takes it from here: most commands need none, and to load it takes them long.
    """
    from django_q import scheduler

    scheduler.scheduler = start_due
    if cluster := sys.modules.get("django_q.cluster"):
        cluster.scheduler = start_due  # type: ignore[attr-defined]


def start_due(broker: Any = None) -> None:
    """Queue each schedule whose time has come, each in a transaction of its own. Called every 30 s."""
    close_old_connections()
    try:
        for pk in list(_due().order_by("next_run").values_list("pk", flat=True)):
            _start_one(pk, broker)
    except queue_errors() as error:
        keeper_log.error(
            "What is scheduled could not be started (%s); it is tried again",
            type(error).__name__,
            extra={"outage": outage_of(error)},
        )


def _due() -> Any:
    this_site = Q(cluster__isnull=True) | Q(cluster=Conf.CLUSTER_NAME)
    return Schedule.objects.exclude(repeats=0).filter(this_site, next_run__lt=timezone.now())


def _start_one(pk: int, broker: Any) -> None:
    try:
        with transaction.atomic():
            # Looked at again under the lock: another machine's cluster may have started it.
            schedule = _due().select_for_update().filter(pk=pk).first()
            if schedule is not None:
                _start(schedule, broker)
    except queue_errors():
        raise
    except Exception as error:  # noqa: BLE001 - whatever a row holds, the others go on
        # It stays in the table for people to see, and is not looked at again.
        keeper_log.error("Schedule %s cannot be started and was set aside: %s", pk, str(error) or type(error).__name__)
        Schedule.objects.filter(pk=pk).update(repeats=0)


def _start(schedule: Any, broker: Any) -> None:
    value = ast.literal_eval(schedule.args) if schedule.args else ()
    arguments = value if isinstance(value, tuple) else (value,)
    # django-q2's own `schedule` keeps "{}" where it was given none.
    extra = ast.literal_eval(schedule.kwargs) if schedule.kwargs else None
    if not is_ours(schedule.func, arguments, extra or schedule.intended_date_kwarg, schedule.hook):
        raise NotOurs(f"{schedule.func!r:.80} is none of AIME's")
    next_run = None
    if schedule.schedule_type == schedule.MINUTES:  # after now, for what was missed is not made up for
        missed = (timezone.now() - schedule.next_run) // (step := timedelta(minutes=schedule.minutes))
        next_run = schedule.next_run + (missed + 1) * step
    elif schedule.schedule_type != schedule.ONCE:
        raise NotOurs("AIME plans single moments and numbers of minutes, for clock times are not always one moment")
    schedule.task = async_task(schedule.func, *arguments, broker=broker, group=schedule.name or str(schedule.pk))
    if next_run is not None:
        schedule.next_run = next_run
    elif schedule.repeats > 0:
        schedule.repeats = 0  # whoever planned it plans it anew
    else:
        schedule.delete()
        return
    schedule.save(update_fields=["task", "next_run", "repeats"])


@lets_outages_be
@override("en")  # the record and the log speak English
def start(job: str) -> None:
    """The task of a schedule: start what is missing, and record what became of it."""
    follow()
    preferences = Preferences.load()
    if not planning.is_on(job, preferences):
        return
    try:
        request = planning.request_for(job, preferences)
        if active := active_run(request.kind):
            raise AlreadyActive(active)
        if has_work(request):
            planning.note(job, StartResult.STARTED, launch(request, Trigger.SCHEDULE))
        else:
            planning.note(job, StartResult.NOTHING_MISSING)
    except AlreadyActive as refusal:
        planning.note(job, StartResult.SKIPPED, refusal.run)
        logger.info("schedule %s: skipped, run %s is active", job, refusal.run.pk)
    except RunRefused as refusal:
        planning.note(job, StartResult.REFUSED, detail=str(refusal))
        logger.warning("schedule %s: %s", job, refusal)


@lets_outages_be
@override("en")
def start_missing(parent_id: int) -> None:
    """Start a run for what a limit kept run `parent_id` from; no run row when nothing is missing."""
    follow()
    parent = EnrichmentRun.objects.filter(pk=parent_id).first()
    request = RunRequest()
    if parent:
        kept = {name: parent.options.get(name, "") for name in ("only", "language")}
        request = RunRequest(kind=parent.kind, **kept)
    if not has_work(request):
        return
    try:
        launch(request, Trigger.SCHEDULE)
    except RunRefused as refusal:
        logger.warning("The scheduled run was not started: %s", refusal)
