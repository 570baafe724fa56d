"""The services that have artist photos, for what may be read there without anybody's account; Deezer wants no key."""

from typing import ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import KeysPage, Service, Setting, Words
from enrichment.providers.deezer import DeezerClient
from enrichment.providers.http import HttpOptions
from enrichment.providers.limits import Limiter
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
    optional: ClassVar[bool] = False

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
