"""Deezer, for what may be read without an account and without a key."""

from typing import ClassVar, Unpack

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enrichment.phases.services import Service, Words
from enrichment.providers.deezer import DeezerClient
from enrichment.providers.http import HttpOptions
from enrichment.providers.limits import Limiter

FAMOUS = "Miles Davis"


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
