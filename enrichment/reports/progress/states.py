"""A run's state as outsiders are told it."""

from datetime import datetime, timedelta

from django.conf import settings

from enrichment.engine.resuming import is_interrupted
from enrichment.models import EnrichmentRun, RunPhase, State
from enrichment.reports.progress.snapshot import Snapshot

INTERRUPTED = "interrupted"
STATUS = {
    State.QUEUED: "starting",
    State.RUNNING: "running",
    State.PAUSED: "running",
    State.CANCELLING: "running",
    State.COMPLETED: "completed",
    State.STOPPED: "error",
    State.CANCELLED: "cancelled",
}


def status(snapshot: Snapshot) -> str:
    """The promise's word. A run that added nothing and met errors is no success."""
    if snapshot.run.state == State.COMPLETED and not snapshot.sum("added") and snapshot.sum("failed"):
        return "error"
    return STATUS[State(snapshot.run.state)]


def state(snapshot: Snapshot) -> str:
    return INTERRUPTED if is_interrupted(snapshot.run, snapshot.now) else snapshot.run.state


def percent(snapshot: Snapshot) -> int:
    """Every phase has the same part of it, so that one whose items are still to be found takes nothing back.

    100 is kept for a completed run.
    """
    if snapshot.run.state == State.COMPLETED:
        return 100
    shares = [_share(phase) for phase in snapshot.phases]
    return min(99, int(100 * sum(shares) / len(shares))) if shares else 0


def _share(phase: RunPhase) -> float:
    if not phase.prepared:
        return 0
    return phase.done / phase.total if phase.total else 1


def worker_alive(run: EnrichmentRun, now: datetime) -> bool:
    """False once due work has waited for a worker too long."""
    due = _due_since(run)
    return due is None or now - due <= timedelta(seconds=settings.AIME_UNCLAIMED_SECONDS)


def _due_since(run: EnrichmentRun) -> datetime | None:
    """Since when a worker should have been seen. One at work renews its leases when a third of them has passed."""
    if run.state == State.QUEUED:
        return run.created_at
    if run.state == State.PAUSED:
        return run.resume_at
    if run.is_active:
        return run.heartbeat_at + timedelta(seconds=settings.AIME_LEASE_SECONDS / 3)
    return None
