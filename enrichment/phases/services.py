"""The services that phases ask: which settings they need, and their clients built from them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.conf import settings

from enrichment.providers.euria.server import is_infomaniak, location


@dataclass(frozen=True)
class Service:
    """`needs` lists alternatives: one name of each group must be set, save those that are `waived` as things are.

    People know it by its `host` where it has none of the usual `title`.
    """

    name: str
    title: str
    needs: tuple[tuple[str, ...], ...]
    waived: Callable[[], Collection[str]] = frozenset
    host: Callable[[], str] = str

    @property
    def label(self) -> str:
        return self.host() or self.title

    def missing_settings(self) -> list[str]:
        """The names to set, the first of each group of alternatives."""
        waived = self.waived()
        missing = [group[0] for group in self.needs if not any(getattr(settings, name, "") for name in group)]
        return [name for name in missing if name not in waived]

    @property
    def is_configured(self) -> bool:
        return not self.missing_settings()


def _other_server() -> str:
    """Host and port of the chat server where it is not Infomaniak's."""
    url = settings.EURIA_API_URL
    return "" if is_infomaniak(url) else location(url)


def _no_key_needed() -> Collection[str]:
    """Servers other than Infomaniak's say themselves whether they want a key."""
    return ("EURIA_API_KEY",) if _other_server() else ()


EURIA = Service(
    "euria",
    "Euria",
    (("EURIA_API_KEY",), ("EURIA_PRODUCT_ID", "EURIA_API_URL")),
    waived=_no_key_needed,
    host=_other_server,
)
SPOTIFY = Service("spotify", "Spotify", (("SPOTIFY_CLIENT_ID",), ("SPOTIFY_CLIENT_SECRET",)))
DISCOGS = Service("discogs", "Discogs", (("DISCOGS_USERNAME",),))
LASTFM = Service("lastfm", "Last.fm", (("LASTFM_API_KEY",), ("LASTFM_USERNAME",)))

SERVICES = {service.name: service for service in (EURIA, SPOTIFY, DISCOGS, LASTFM)}
