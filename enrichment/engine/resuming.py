"""Which earlier run to take up again, and whether an active one has been left by its workers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from enrichment.engine import clock
from enrichment.engine.lifecycle import close_if_over
from enrichment.engine.refusals import BadOption
from enrichment.engine.runs import active_run
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, Outcome, State

UNASKED_OR_FAILED = (Outcome.PENDING, Outcome.FAILED)


def run_numbered(number: int, kind: str = Kind.ENRICHMENT) -> EnrichmentRun:
    """Raises `BadOption` for a number that no run of `kind` has."""
    run = EnrichmentRun.objects.filter(pk=number, kind=kind).first()
    if run is None:
        raise BadOption(_("There is no run %(number)s.") % {"number": number})
    return run


def run_to_resume(kind: str = Kind.ENRICHMENT) -> EnrichmentRun:
    """The active run if there is one, else the latest that left something. Raises `BadOption` when there is none."""
    return active_run(kind) or latest_with(UNASKED_OR_FAILED, kind)


def latest_with(outcomes: Sequence[str], kind: str = Kind.ENRICHMENT) -> EnrichmentRun:
    """The latest finished run with such items that no later run has taken up. Raises `BadOption`."""
    runs = EnrichmentRun.objects.filter(kind=kind, items__outcome__in=outcomes, children__isnull=True)
    run = runs.exclude(state__in=ACTIVE_STATES).order_by("-pk").first()
    if run is None:
        raise BadOption(_("There is no run to take up again."))
    return run


def is_stale(run: EnrichmentRun) -> bool:
    """An active run that nobody has worked at for a minute, whatever it waits for: another process may go on with it.

    One that was being cancelled ends by this look.
    """
    if run.state == State.CANCELLING:
        close_if_over(run.pk)
        run.refresh_from_db()
    return run.is_active and _is_silent(run, clock.now())


def is_interrupted(run: EnrichmentRun, now: datetime | None = None) -> bool:
    """Work was under way, and nobody has given a sign of life for a minute. `now` by the database's clock."""
    return run.state in (State.RUNNING, State.CANCELLING) and _is_silent(run, now or clock.now())


def _is_silent(run: EnrichmentRun, now: datetime) -> bool:
    return now - run.heartbeat_at > timedelta(seconds=settings.AIME_INTERRUPTED_SECONDS)
