"""What django-q2's scheduler starts by itself."""

import logging

from django.db import connection

from enrichment.jobs.launch import launch
from enrichment.models import Trigger
from enrichment.services.refusals import RunRefused
from enrichment.services.requests import RunRequest
from enrichment.services.runs import has_work

SWEEP = "enrichment.jobs.slices.sweep"

logger = logging.getLogger("enrichment.runs")


def can_schedule() -> bool:
    """Whether django-q2's tables are there; while migrations run they may not be yet."""
    from django_q.models import Schedule

    return Schedule._meta.db_table in connection.introspection.table_names()


def ensure_sweep() -> None:
    """Have the sweep run every minute."""
    from django_q.models import Schedule

    Schedule.objects.get_or_create(
        name="sweep", defaults={"func": SWEEP, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
    )


def start_missing() -> None:
    """Start a run for what is missing; no run row when nothing is."""
    request = RunRequest()
    if not has_work(request):
        return
    try:
        launch(request, Trigger.SCHEDULE)
    except RunRefused as refusal:
        logger.warning("The scheduled run was not started: %s", refusal)
