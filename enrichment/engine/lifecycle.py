"""A run's way from one state to the next, and its phases': why one stops before its end, or waits. Only here. At the
end what is to be swept up: runs that nobody is working at, though somebody should be, and items of runs long past.

Each step is under the run's or the phase's row lock. These locks are those of a change that leaves the key alone: on
PostgreSQL whoever adds an item shares its run's and phase's keys, and would wait for the other in a ring.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Value
from django.utils import timezone

from enrichment.engine import clock
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Outcome, PhaseState, RunItem, RunPhase, State
from enrichment.models.run import REFUSALS_IN_A_ROW
from enrichment.providers.errors import Limited, ProviderError, Refused

NOT_CONFIGURED = "not_configured"

# Up to here a run waits by itself; beyond, the rest is left to a run at that time.
PAUSES_IN_A_ROW = 5
UNTOLD_FOR = timedelta(days=1)

AT_ONCE = 1000

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


def stop_refused(row: RunPhase, refusal: Refused, reason: str) -> RunPhase:
    """The service refuses every further call: stop this phase and name the setting to change."""
    return _stop(row, reason, setting=refusal.setting)


@transaction.atomic
def go_without(row: RunPhase, refusal: ProviderError, reason: str) -> RunPhase:
    """One of several services cannot be asked any more: say so once, and go on at the others."""
    if refusal.provider in row.left_out:
        return row
    told = RunPhase.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if told is None or refusal.provider in told.left_out:
        return told or row  # the run was deleted, or another worker has said so
    told.left_out[refusal.provider] = {"reason": reason, "setting": getattr(refusal, "setting", "")}
    told.save(update_fields=["left_out"])
    logger.error("run %s %s: goes on without %s, %s", row.run_id, row.name, refusal.provider, told.left_out)
    return told


def pause_limited(row: RunPhase, limited: Limited, reason: str = "", *, in_a_row: int = 1) -> RunPhase:
    """Pause the phase for as long as the service asks; too long a pause, or a used-up quota, ends it.

    So does a service that asks for pause after pause without one answer between them.
    """
    reason = reason or limited.code
    hopeless = in_a_row > PAUSES_IN_A_ROW
    seconds = max(limited.seconds, clock.LONGEST_PAUSE_SECONDS if hopeless else 0)
    resume_at = clock.now() + timedelta(seconds=seconds)
    if hopeless or limited.quota or limited.seconds > clock.LONGEST_PAUSE_SECONDS:
        return _stop(row, reason, resume_at=resume_at)
    RunPhase.objects.filter(pk=row.pk, state=PhaseState.OPEN).update(reason=reason, resume_at=resume_at)
    logger.warning("run %s %s: the service asks to wait until %s", row.run_id, row.name, resume_at.isoformat())
    row.refresh_from_db()
    return row


def stop_capped(row: RunPhase) -> RunPhase:
    """The owner's cap on tokens is reached."""
    return _stop(row, "cap_reached")


def count_refusals(row: RunPhase, refusals: Sequence[str], setting: str) -> None:
    """Stop a phase whose service gives answers of no use alone, or none, whoever asked: each takes its time, and may be
    paid for.

    `refusals` are the reasons of new answers, in their order; "" for one of use, which begins the count anew. `setting`
    is what to look at. Called in the transaction that writes the answers.
    """
    latest = list(takewhile(bool, reversed(refusals)))
    before = F("refused_in_a_row") if len(latest) == len(refusals) else Value(0)
    open_row = RunPhase.objects.filter(pk=row.pk, state=PhaseState.OPEN)
    open_row.update(refused_in_a_row=before + len(latest))
    if latest and open_row.filter(refused_in_a_row__gte=REFUSALS_IN_A_ROW).exists():
        _stop(row, latest[0], setting=setting)


def _stop(row: RunPhase, reason: str, **details: object) -> RunPhase:
    changed = RunPhase.objects.filter(pk=row.pk, state=PhaseState.OPEN).update(
        state=PhaseState.STOPPED, reason=reason, **details
    )
    if changed:
        told = " ".join(f"{name}={value}" for name, value in details.items())
        logger.error("run %s %s: stopped, %s %s", row.run_id, row.name, reason, told)
    row.refresh_from_db()
    return row


def stale_runs() -> list[int]:
    """Active runs with due work whose last sign of life, and last call for a worker, are older than a lease."""
    long_ago = clock.now() - timedelta(seconds=settings.AIME_LEASE_SECONDS)
    silent = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES, heartbeat_at__lt=long_ago)
    uncalled = silent.filter(Q(enqueued_at__isnull=True) | Q(enqueued_at__lt=long_ago))
    due = uncalled.filter(Q(resume_at__isnull=True) | Q(resume_at__lte=clock.now()))
    runs = [close_if_over(pk) for pk in due.values_list("pk", flat=True)]
    return [run.pk for run in runs if run and run.is_active]


def untold_runs() -> list[int]:
    """Runs that ended lately without anybody having followed them up: closed by a cancel, by a look at them, or by a
    worker that died right after.
    """
    lately = clock.now() - UNTOLD_FOR
    ended = EnrichmentRun.objects.filter(finished_at__gte=lately, reported_at__isnull=True)
    return list(ended.exclude(state__in=ACTIVE_STATES).values_list("pk", flat=True))


def mark_enqueued(run_id: int) -> bool:
    """Note that a worker was called; False when one was called already and has not come yet."""
    return EnrichmentRun.objects.filter(pk=run_id, enqueued_at=None).update(enqueued_at=clock.now()) == 1


def clear_enqueued(run_id: int) -> None:
    """The worker that was called will not come: another may be called."""
    EnrichmentRun.objects.filter(pk=run_id).update(enqueued_at=None)


def prune_items() -> int:
    """Delete items, `AT_ONCE` at most, of runs that ended more than `AIME_KEEP_ITEMS_DAYS` ago; how many they were.
    Its row and counters stay, and the questions still open; nothing of such a run can be taken back, or up, any more.
    """
    too_old = timezone.now() - timedelta(days=settings.AIME_KEEP_ITEMS_DAYS)
    items = RunItem.objects.filter(run__in=EnrichmentRun.objects.filter(finished_at__lt=too_old))
    closed = items.exclude(outcome=Outcome.REVIEW, answered_at__isnull=True)
    return RunItem.objects.filter(pk__in=list(closed.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
