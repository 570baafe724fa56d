"""What the Settings page tells of each service: is it configured, and if not, which settings and where to get them."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from enrichment.env_file import place
from enrichment.phases.registry import SERVICES
from enrichment.phases.services import KeysPage, Words
from enrichment.reports.connection_checks import Check, check

TESTS = "enrichment_service_tests"


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
