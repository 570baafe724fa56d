"""The services that have artist photos, and how a run asks each of them, in the order of `AIME_PHOTO_SOURCES`.

They are asked for what may be read there without anybody's account; Deezer wants no key.
"""

from typing import Any, ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.caches import JsonCache
from enrichment.phases.artist_images import photo
from enrichment.phases.base import LimiterOf
from enrichment.phases.services import KeysPage, Service, Setting, Words
from enrichment.providers.deezer import DeezerCatalogue, DeezerClient
from enrichment.providers.http import HttpOptions, Limiter
from enrichment.providers.matching import ArtistQuery, Catalogue, find_photo
from enrichment.providers.spotify import SpotifyProvider
from enrichment.providers.spotify.client import SpotifyClient

FAMOUS = "Miles Davis"


class Spotify(Service[SpotifyClient]):
    name: ClassVar[str] = "spotify"
    title: ClassVar[str] = "Spotify"
    purpose: ClassVar[Words] = _("has the artist photos")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("SPOTIFY_CLIENT_ID",), ("SPOTIFY_CLIENT_SECRET",))
    asked: ClassVar[tuple[Setting, ...]] = (
        Setting("SPOTIFY_CLIENT_ID", _("Client ID")),
        Setting("SPOTIFY_CLIENT_SECRET", _("Client secret"), secret=True),
    )
    keys_page: ClassVar[KeysPage | None] = KeysPage(
        _("Spotify for Developers, Dashboard"), "https://developer.spotify.com/dashboard"
    )
    note: ClassVar[Words] = _("Spotify needs an app whose owner has a Premium account.")

    @property
    def is_optional(self) -> bool:
        """Photos come from Deezer as well, unless it is switched off."""
        return "deezer" in settings.AIME_PHOTO_SOURCES

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> SpotifyClient:
        return SpotifyClient(
            client_id=settings.SPOTIFY_CLIENT_ID,
            client_secret=settings.SPOTIFY_CLIENT_SECRET,
            api_url=settings.SPOTIFY_API_URL,
            token_url=settings.SPOTIFY_TOKEN_URL,
            limiter=limiter,
            **http,
        )

    def prove(self, client: SpotifyClient) -> None:
        client.search(FAMOUS)


SPOTIFY = Spotify()


class Deezer(Service[DeezerClient]):
    name: ClassVar[str] = "deezer"
    title: ClassVar[str] = "Deezer"
    purpose: ClassVar[Words] = _("has artist photos, and needs no key")

    @property
    def is_wanted(self) -> bool:
        """It is there for everybody who has not switched it off."""
        return self.name in settings.AIME_PHOTO_SOURCES

    def missing_settings(self) -> list[str]:
        return [] if self.is_wanted else ["AIME_PHOTO_SOURCES"]

    def client(self, limiter: Limiter, **http: Unpack[HttpOptions]) -> DeezerClient:
        return DeezerClient(url=settings.DEEZER_API_URL, limiter=limiter, **http)

    def prove(self, client: DeezerClient) -> None:
        client.search_artists(FAMOUS)


DEEZER = Deezer()


class Source:
    """One service while a run asks it. Another one is a class of this form, and an entry in `SOURCES`."""

    service: ClassVar[Service[Any]]
    catalogue_of: ClassVar[type[Any]]  # a client; what it makes is a `Catalogue` of matching

    def __init__(self, limiter_of: LimiterOf) -> None:
        self.cache: JsonCache = self.service.cache()
        self._catalogue: Catalogue = self.catalogue_of(self.service.client(limiter_of(self.service)))

    def find(self, query: ArtistQuery, identity: str) -> photo.PhotoResult:
        """The artist whom an open source names by the id `identity`, else the search by name and titles."""
        return photo.from_decision(find_photo(query, self._catalogue, identity), self.service.name)

    def recheck(self, artist_id: str, basis: str) -> photo.PhotoResult | None:
        """The artist of that id as the service shows it today; None when it is gone."""
        candidate = self._catalogue.artist(artist_id)
        return photo.from_candidate(candidate, basis, self.service.name) if candidate else None


class SpotifySource(Source):
    service: ClassVar[Service[Any]] = SPOTIFY
    catalogue_of: ClassVar[type[Any]] = SpotifyProvider


class DeezerSource(Source):
    service: ClassVar[Service[Any]] = DEEZER
    catalogue_of: ClassVar[type[Any]] = DeezerCatalogue


SOURCES: dict[str, type[Source]] = {source.service.name: source for source in (SpotifySource, DeezerSource)}


def configured() -> list[type[Source]]:
    """Those that are wanted and have all their settings, the first to be asked first."""
    return [SOURCES[name] for name in settings.AIME_PHOTO_SOURCES if SOURCES[name].service.is_configured]


def missing_settings() -> list[str]:
    """What to set so that one of the wanted sources can be asked; empty when one can."""
    if configured():
        return []
    wanted = settings.AIME_PHOTO_SOURCES
    return SOURCES[wanted[0]].service.missing_settings() if wanted else ["AIME_PHOTO_SOURCES"]
