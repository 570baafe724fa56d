"""What django-q2's scheduler starts by itself."""

import logging

from django.utils.translation import override

from enrichment.engine.env_changes import follow
from enrichment.engine.request import AlreadyActive, RunRefused, RunRequest
from enrichment.engine.runs import active_run, has_work
from enrichment.jobs import planning
from enrichment.jobs.queue import lets_outages_be
from enrichment.jobs.slices import launch
from enrichment.models import EnrichmentRun, Preferences, StartResult, Trigger

logger = logging.getLogger("enrichment.runs")


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
