"""Everything the Settings page shows, read in a constant number of queries."""

from typing import Any

from collection.models import Album
from enrichment.admin.live import live_run
from enrichment.admin.settings.services import NEEDED, ServiceCard, service_cards
from enrichment.models import EnrichmentRun

LAST_RUNS = 10


def overview() -> dict[str, Any]:
    cards = service_cards()
    return {
        "services": cards,
        "can_enrich": any(card.is_configured for card in _needed(cards)),
        "lacking": [card for card in _needed(cards) if not card.is_configured],
        "has_albums": Album.objects.exists(),
        **live_run(),
        "last_runs": EnrichmentRun.objects.select_related("started_by").prefetch_related("phases")[:LAST_RUNS],
    }


def _needed(cards: list[ServiceCard]) -> list[ServiceCard]:
    return [card for card in cards if card.name in NEEDED]
