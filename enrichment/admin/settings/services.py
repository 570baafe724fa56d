"""What the Settings page tells of each service: is it configured, and if not, which settings and where to get them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import SERVICES, Service

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PURPOSES: dict[str, StrOrPromise] = {
    "euria": _("writes the album descriptions"),
    "spotify": _("has the artist photos"),
    "discogs": _("knows your collection"),
    "lastfm": _("knows what you listen to"),
}
SOURCES: dict[str, tuple[StrOrPromise, str]] = {
    "euria": (_("Infomaniak Manager, AI services"), "https://manager.infomaniak.com/v3/ng/products/ai-tools"),
    "spotify": (_("Spotify for Developers, Dashboard"), "https://developer.spotify.com/dashboard"),
    "discogs": (_("Discogs, Settings, Developers"), "https://www.discogs.com/settings/developers"),
    "lastfm": (_("Last.fm, API accounts"), "https://www.last.fm/api/account/create"),
}
NEEDED = ("euria", "spotify")


@dataclass(frozen=True)
class ServiceCard:
    """One service as the page shows it; never a value of a setting, only names."""

    name: str
    label: str
    purpose: StrOrPromise
    missing: tuple[str, ...]
    source_label: StrOrPromise
    source_url: str

    @property
    def is_configured(self) -> bool:
        return not self.missing

    @property
    def is_optional(self) -> bool:
        return self.name not in NEEDED


def service_cards() -> list[ServiceCard]:
    return [_card(service) for service in SERVICES.values()]


def _card(service: Service) -> ServiceCard:
    source_label, source_url = SOURCES[service.name]
    return ServiceCard(
        service.name,
        service.label,
        PURPOSES[service.name],
        tuple(service.missing_settings()),
        source_label,
        source_url,
    )
