"""A slice of a run as a django-q2 task: it works a while, then calls its successor."""

import logging

from django.conf import settings
from django.db import transaction
from django_q.tasks import async_task

from enrichment.engine import clock
from enrichment.engine.db_retry import retry_on_db_outage
from enrichment.engine.env_changes import follow
from enrichment.engine.lifecycle import clear_enqueued, mark_enqueued, prune_items, stale_runs, untold_runs
from enrichment.engine.slice import Slice
from enrichment.jobs.planning import ensure_sweep, plan, plan_rest
from enrichment.jobs.queue import WORK, lets_outages_be, take_back_locks, waiting_tasks
from enrichment.jobs.supervision.membership import is_stopping, make_way
from enrichment.models import EnrichmentRun
from enrichment.reports import run_report

logger = logging.getLogger("enrichment.runs")


def enqueue_slice(run_id: int) -> None:
    """Call for a worker, once the surrounding transaction is committed; not again while one has been called."""
    if mark_enqueued(run_id):
        transaction.on_commit(lambda: _enqueue(run_id))


def enqueue_extra_slice(run_id: int) -> None:
    """Call one more worker, unless a call still waits in the queue: then all are busy. A busy cluster takes a task
    into its hands before it has a worker free, so that one which was called says nothing of those elsewhere.
    """
    if waiting_tasks() == 0:
        mark_enqueued(run_id)
        _enqueue(run_id)


def _enqueue(run_id: int) -> None:
    try:
        async_task(WORK, run_id)
    except Exception as error:  # noqa: BLE001 - whatever the queue's library raises
        # The run is safely written: the sweep calls again once the queue is back.
        logger.error("run %s: the queue cannot be reached for now (%s)", run_id, type(error).__name__)


@lets_outages_be
def sweep() -> None:
    """The task: `look_after_runs`, now and then."""
    look_after_runs()


def look_after_runs() -> None:
    """Call workers for the runs that a killed one left behind, follow up those that ended meanwhile, forget items long
    past, and plan the starts to come.
    """
    clock.take_back()
    take_back_locks()
    for run_id in stale_runs():
        clear_enqueued(run_id)
        enqueue_slice(run_id)
    for run_id in untold_runs():
        follow_up(run_id)
    prune_items()
    ensure_sweep()
    plan()


@lets_outages_be
def work(run_id: int) -> None:
    """The task. A run that is over or gone needs nothing; whatever goes wrong is in the run's rows."""
    follow()
    look_after_runs()
    run = EnrichmentRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    turn = Slice(
        run,
        settings.AIME_SLICE_SECONDS,
        on_time_up=lambda: enqueue_slice(run_id),
        on_scale_out=lambda: retry_on_db_outage(enqueue_extra_slice, run_id),
    )
    turn.on_look = lambda: turn.end_soon() if retry_on_db_outage(is_stopping) else None
    turn.work()
    follow_up(run_id)
    if not turn.is_time_up:
        make_way()


def follow_up(run_id: int) -> None:
    """After somebody worked at a run: report one that is over, and plan when the rest of it is done. It may be called
    again.
    """
    run = EnrichmentRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    run_report.mail_report(run)
    plan_rest(run)
