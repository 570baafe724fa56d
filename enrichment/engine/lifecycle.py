"""A run's way from one state to the next. Only here, and each step under the run's row lock.

Locks of runs and phases are those of a change that leaves the key alone: on PostgreSQL whoever adds an item shares its
run's and phase's keys, and would wait for the other in a ring.
"""

import logging

from django.db import transaction

from enrichment.engine import clock
from enrichment.models import EnrichmentRun, PhaseState, RunItem, RunPhase, State

NOT_CONFIGURED = "not_configured"

logger = logging.getLogger("enrichment.runs")


def beat(run_id: int) -> None:
    """Say that somebody is working at the run."""
    EnrichmentRun.objects.filter(pk=run_id).update(heartbeat_at=clock.now())


def begin(run: EnrichmentRun) -> bool:
    """Let a slice begin: True when the run can be worked at now."""
    now = clock.now()
    with transaction.atomic():
        row = EnrichmentRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        waits = row.state == State.PAUSED and row.resume_at is not None and row.resume_at > now
        row.enqueued_at = None
        if row.state in (State.QUEUED, State.RUNNING, State.PAUSED) and not waits:
            row.state, row.resume_at, row.heartbeat_at = State.RUNNING, None, now
            row.started_at = row.started_at or now
        row.save(update_fields=["state", "resume_at", "heartbeat_at", "started_at", "enqueued_at"])
    run.refresh_from_db()
    if run.state == State.CANCELLING:
        close_if_over(run.pk)
    return run.state == State.RUNNING


def close_if_over(run_id: int) -> EnrichmentRun | None:
    """End or pause the run when nothing more can be done in it now; otherwise leave it as it is.

    None when the run was deleted.
    """
    with transaction.atomic():
        run = EnrichmentRun.objects.select_for_update(no_key=True).filter(pk=run_id).first()
        if run is None:
            return None
        if run.is_active and not has_live_leases(run):
            _move_on(run, list(run.phases.select_for_update(no_key=True)))
    if not run.is_active:
        logger.info("run %s: %s", run.pk, run.state)
    return run


def has_live_leases(run: EnrichmentRun) -> bool:
    """Somebody's lease is alive: they have not let go yet."""
    return RunItem.objects.filter(run=run, outcome="", lease_until__gte=clock.now()).exists()


def _move_on(run: EnrichmentRun, phases: list[RunPhase]) -> None:
    now = clock.now()
    for phase in phases:
        if phase.state == PhaseState.OPEN and phase.is_through:
            phase.state, phase.resume_at, phase.reason = PhaseState.DONE, None, ""
            phase.save(update_fields=["state", "resume_at", "reason"])
    unfinished = [phase for phase in phases if phase.state == PhaseState.OPEN]
    if run.state == State.CANCELLING:
        run.state, run.finished_at = State.CANCELLED, now
    elif not unfinished:
        stopped = any(phase.state == PhaseState.STOPPED and phase.reason != NOT_CONFIGURED for phase in phases)
        run.state, run.finished_at = State.STOPPED if stopped else State.COMPLETED, now
    elif all(phase.resume_at and phase.resume_at > now for phase in unfinished):
        run.state, run.resume_at = State.PAUSED, min(phase.resume_at for phase in unfinished if phase.resume_at)
    run.save(update_fields=["state", "finished_at", "resume_at"])


def cancel(run: EnrichmentRun) -> EnrichmentRun:
    """Ask the workers to stop; the run is `cancelled` once they have let go, at once where nobody holds anything."""
    EnrichmentRun.objects.filter(pk=run.pk, state__in=(State.QUEUED, State.RUNNING, State.PAUSED)).update(
        state=State.CANCELLING
    )
    return close_if_over(run.pk) or run
