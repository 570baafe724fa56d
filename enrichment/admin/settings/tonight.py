"""Leaving the rest of a run that a service keeps waiting for long to the enrichment at night."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from enrichment.admin.settings.preferences import kept
from enrichment.engine.lifecycle import cancel
from enrichment.jobs.planning import next_start, request_for
from enrichment.models import EnrichmentRun, Job, Kind, State
from enrichment.reasons import clock_time

LONG = timedelta(minutes=15)  # a run never waits for more than an hour, see `stops`


def offer(run: EnrichmentRun | None) -> dict[str, Any]:
    """When the night comes, where it can take over from `run`, and whether `run` waits long enough to say so."""
    if run is None or not run.is_active:
        return {}
    waits = run.resume_at - timezone.now() if run.state == State.PAUSED and run.resume_at else timedelta()
    return {"tonight": next_night(run), "tonight_shown": waits > LONG, "tonight_after": int(LONG.total_seconds())}


def next_night(run: EnrichmentRun) -> datetime | None:
    """None where no night is planned, or it would not do the same: it replaces nothing, and writes in one language."""
    preferences = kept()
    language = request_for(Job.NIGHT, preferences).language_code
    differs = (
        run.kind != Kind.ENRICHMENT or run.options.get("force") or run.options.get("language", language) != language
    )
    return None if differs else next_start(Job.NIGHT, preferences)


def leave(request: HttpRequest, run: EnrichmentRun) -> EnrichmentRun:
    """End `run` here; what is still missing is what the night asks for."""
    if not run.is_active:
        return run
    night = next_night(run)
    if night is None:
        messages.warning(request, _("No enrichment at night is planned that could take over: the run goes on."))
        return run
    run = cancel(run)
    messages.info(
        request, _("%(run)s ends here; the rest is left to %(time)s.") % {"run": run, "time": clock_time(night)}
    )
    return run
