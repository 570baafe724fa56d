"""Everything the Settings page shows, read in a constant number of queries; and what was heard of each service when it
was last tested.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import number_format

from collection.models import Album
from collection.models.sql import Written
from enrichment.admin.pages import duration_range, live_run, offered_language
from enrichment.admin.run_acts import offer_tonight
from enrichment.admin.settings_forms import kept_preferences, schedules
from enrichment.admin.states import rings
from enrichment.engine.ready_made import count_albums_without_facts
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import missing_settings
from enrichment.env_file import place
from enrichment.jobs.planning import overdue
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, Preferences
from enrichment.phases import review
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.registry import PHASES, SERVICES, phases_of
from enrichment.phases.selection import unproved_photos
from enrichment.phases.services import Service
from enrichment.reports.estimate import estimate, offer_line, set_aside
from enrichment.reports.health import check

LAST_RUNS = 10
TESTS = "enrichment_service_tests"  # in the session: what each service said when it was last tested


def overview(session: SessionBase) -> dict[str, Any]:
    # Of whatever kind; without one the latest enrichment is shown.
    active = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).order_by("-pk").first()
    kept = kept_preferences()
    phases = phases_of(Kind.ENRICHMENT)
    return {
        "services": tested_services(session),
        "env_file": place(),
        "can_enrich": len(missing_settings(phases)) < len(phases),
        "lacking": [service for service in SERVICES.values() if not (service.is_optional or service.is_configured)],
        "discogs_ready": DISCOGS.is_configured,
        "has_albums": Album.objects.exists(),
        "rings": rings(),
        "questions": review.number_pending(),
        "last_runs": EnrichmentRun.objects.select_related("started_by").prefetch_related("phases")[:LAST_RUNS],
        "photos_unproved": Written(unproved_photos).number(),
        "facts_missing": count_albums_without_facts(),
        "preferences": kept,
        "schedules": schedules(kept),
        "overdue": overdue(),
        **what_is_missing(kept, offered_language(session)),
        **live_run(active.pk if active else None),
        **offer_tonight(active),
    }


def what_is_missing(kept: Preferences, language: str) -> dict[str, Any]:
    """What a run over everything that is missing would take."""
    judged = estimate(RunRequest(language=language))
    missing = [phase for phase in judged.phases if phase.items and not phase.setting]
    return {
        "missing": [PHASES[phase.name].missing_words(phase.items) for phase in missing],
        "estimate": judged,
        "nothing_missing": not any(phase.items for phase in judged.phases),
        "tokens": number_format(judged.tokens, force_grouping=True),
        "time": duration_range(judged.seconds_low, judged.seconds_high),
        "prices_as_of": kept.price_set_on,
        "offer": offer_line(judged),
        "set_aside": set_aside(phases_of(Kind.ENRICHMENT), language),
    }


def tested_services(session: SessionBase) -> list[tuple[Service[Any], dict[str, Any]]]:
    """Every service, with what its last test said and when: as long as the session of who asked for it."""
    told = session.get(TESTS, {})
    return [
        (service, {**told[name], "at": datetime.fromisoformat(told[name]["at"])} if name in told else {})
        for name, service in SERVICES.items()
    ]


def test_service(request: HttpRequest, name: str) -> None:
    """Ask the service whether its key works; the next page says so, and the session remembers it."""
    result = check(name)
    remembered = {"works": result.works, "sentence": result.sentence, "at": timezone.now().isoformat()}
    request.session[TESTS] = {**request.session.get(TESTS, {}), name: remembered}
    messages.add_message(request, messages.SUCCESS if result.works else messages.ERROR, result.sentence)
