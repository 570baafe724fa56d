"""What the Settings page tells of each service: is it configured, and if not, which settings and where to get them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrichment.admin.wording import Words
from enrichment.phases.services import SERVICES, Service
from enrichment.reports.connection_checks import Check, check

PURPOSES: dict[str, Words] = {
    "euria": _("writes the album descriptions"),
    "spotify": _("has the artist photos"),
    "discogs": _("knows your collection"),
    "lastfm": _("knows what you listen to"),
}
SOURCES: dict[str, tuple[Words, str]] = {
    "euria": (_("Infomaniak Manager, AI services"), "https://manager.infomaniak.com/v3/ng/products/ai-tools"),
    "spotify": (_("Spotify for Developers, Dashboard"), "https://developer.spotify.com/dashboard"),
    "discogs": (_("Discogs, Settings, Developers"), "https://www.discogs.com/settings/developers"),
    "lastfm": (_("Last.fm, API accounts"), "https://www.last.fm/api/account/create"),
}
NEEDED = ("euria", "spotify")
TESTS = "enrichment_service_tests"


@dataclass(frozen=True)
class TestResult:
    """What the last test of a service said, and when: as long as the session of who asked for it."""

    works: bool
    sentence: str
    at: datetime


@dataclass(frozen=True)
class ServiceCard:
    """One service as the page shows it; never a value of a setting, only names."""

    name: str
    label: str
    purpose: Words
    missing: tuple[str, ...]
    source_label: Words
    source_url: str
    tested: TestResult | None

    @property
    def is_configured(self) -> bool:
        return not self.missing

    @property
    def is_optional(self) -> bool:
        return self.name not in NEEDED


def service_cards(session: SessionBase) -> list[ServiceCard]:
    tests = session.get(TESTS, {})
    return [_card(service, tests.get(service.name)) for service in SERVICES.values()]


def test_service(session: SessionBase, name: str) -> Check:
    """Ask the service whether its key works, and remember what it said."""
    result = check(name)
    remembered = {"works": result.works, "sentence": result.sentence, "at": timezone.now().isoformat()}
    session[TESTS] = {**session.get(TESTS, {}), name: remembered}
    return result


def _card(service: Service, tested: dict[str, Any] | None) -> ServiceCard:
    source_label, source_url = SOURCES[service.name]
    return ServiceCard(
        service.name,
        service.label,
        PURPOSES[service.name],
        tuple(service.missing_settings()),
        source_label,
        source_url,
        TestResult(**{**tested, "at": datetime.fromisoformat(tested["at"])}) if tested else None,
    )
