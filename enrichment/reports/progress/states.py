"""A run's state as outsiders are told it."""

from datetime import datetime, timedelta

from django.conf import settings

from enrichment.engine.runs import is_interrupted
from enrichment.models import EnrichmentRun, State
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
    shares = [phase.done / phase.total if phase.total else 1 for phase in snapshot.phases if phase.prepared]
    return min(99, int(100 * sum(shares) / len(snapshot.phases))) if snapshot.phases else 0


def worker_alive(run: EnrichmentRun, now: datetime) -> bool:
    """False once due work has waited for a worker too long."""
    due: datetime | None = None
    if run.state == State.QUEUED:
        due = run.created_at
    elif run.state == State.PAUSED:
        due = run.resume_at
    elif run.is_active:  # one at work renews its leases when a third of them has passed
        due = run.heartbeat_at + timedelta(seconds=settings.AIME_LEASE_SECONDS / 3)
    return due is None or now - due <= timedelta(seconds=settings.AIME_UNCLAIMED_SECONDS)
