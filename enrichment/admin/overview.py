"""Everything the Settings page shows, read in a constant number of queries; and what it tells of each service: is it
configured, and if not, which settings and where to get them.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.formats import number_format

from collection.models import Album
from collection.models.sql import Written
from enrichment.admin.pages import duration_range, live_run, offered_language
from enrichment.admin.run_acts import offer_tonight
from enrichment.admin.settings_forms import schedules
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
from enrichment.phases.services import KeysPage, Words
from enrichment.reports.estimate import estimate, offer_line, set_aside
from enrichment.reports.health import Check, check

LAST_RUNS = 10
TESTS = "enrichment_service_tests"  # in the session: what each service said when it was last tested


def overview(session: SessionBase) -> dict[str, Any]:
    cards = service_cards(session)
    # Of whatever kind; without one the latest enrichment is shown.
    active = EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).order_by("-pk").first()
    kept = Preferences.objects.first() or Preferences()
    phases = phases_of(Kind.ENRICHMENT)
    return {
        "services": cards,
        "can_enrich": len(missing_settings(phases)) < len(phases),
        "lacking": [card for card in cards if not (card.is_optional or card.is_configured)],
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


class TestResult(NamedTuple):
    """What the last test of a service said, and when: as long as the session of who asked for it."""

    works: bool
    sentence: str
    at: datetime


class ServiceCard(NamedTuple):
    """One service as the page shows it; never a value of a setting, only names."""

    name: str
    label: str
    purpose: Words
    note: Words
    missing: tuple[str, ...]
    keys_page: KeysPage | None
    set_in: str
    is_optional: bool
    tested: TestResult | None

    @property
    def is_configured(self) -> bool:
        return not self.missing


def service_cards(session: SessionBase) -> list[ServiceCard]:
    cards = []
    for name, service in SERVICES.items():
        tested = session.get(TESTS, {}).get(name)
        card = ServiceCard(
            name=name,
            label=service.label,
            purpose=service.purpose,
            note=service.note,
            missing=tuple(service.missing_settings()),
            keys_page=service.keys_page,
            set_in=place(),
            is_optional=service.is_optional,
            tested=TestResult(**{**tested, "at": datetime.fromisoformat(tested["at"])}) if tested else None,
        )
        cards.append(card)
    return cards


def test_service(session: SessionBase, name: str) -> Check:
    """Ask the service whether its key works, and remember what it said."""
    result = check(name)
    remembered = {"works": result.works, "sentence": result.sentence, "at": timezone.now().isoformat()}
    session[TESTS] = {**session.get(TESTS, {}), name: remembered}
    return result
