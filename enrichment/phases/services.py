"""The services that phases ask: which settings they need, and their clients built from them."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Service:
    """`needs` lists alternatives: one name of each group must be set."""

    name: str
    label: str
    needs: tuple[tuple[str, ...], ...]

    def missing_settings(self) -> list[str]:
        """The names to set, the first of each group of alternatives."""
        return [group[0] for group in self.needs if not any(getattr(settings, name, "") for name in group)]

    @property
    def is_configured(self) -> bool:
        return not self.missing_settings()


EURIA = Service("euria", "Euria", (("EURIA_API_KEY",), ("EURIA_PRODUCT_ID", "EURIA_API_URL")))
SPOTIFY = Service("spotify", "Spotify", (("SPOTIFY_CLIENT_ID",), ("SPOTIFY_CLIENT_SECRET",)))
DISCOGS = Service("discogs", "Discogs", (("DISCOGS_USERNAME",),))
LASTFM = Service("lastfm", "Last.fm", (("LASTFM_API_KEY",), ("LASTFM_USERNAME",)))

SERVICES = {service.name: service for service in (EURIA, SPOTIFY, DISCOGS, LASTFM)}
