"""Why a phase stops before its end, or waits: a refusal, a limit, the owner's cap."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from django.db import transaction
from django.db.models import F, Value

from enrichment.engine import clock
from enrichment.models import PhaseState, RunPhase
from enrichment.models.run import REFUSALS_IN_A_ROW
from enrichment.providers.errors import Limited, ProviderError, Refused

# Up to here a run waits by itself; beyond, the rest is left to a run at that time.
PAUSES_IN_A_ROW = 5

logger = logging.getLogger("enrichment.runs")


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
