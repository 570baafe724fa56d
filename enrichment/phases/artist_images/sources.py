"""Where photos are looked for, in the order that `AIME_PHOTO_SOURCES` gives."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.conf import settings

from enrichment.caches import JsonCache
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.services import DEEZER, SPOTIFY
from enrichment.phases.base import LimiterOf
from enrichment.phases.services import Service
from enrichment.providers.deezer import DeezerCatalogue
from enrichment.providers.matching import ArtistQuery, find_photo
from enrichment.providers.spotify import SpotifyProvider


class Source(ABC):
    """One service while a run asks it. Another one is a class of this form, and an entry in `SOURCES`."""

    service: ClassVar[Service[Any]]

    def __init__(self, limiter_of: LimiterOf) -> None:
        self.cache: JsonCache = self.service.cache()
        self._connect(self.service.client(limiter_of(self.service)))

    @abstractmethod
    def _connect(self, client: Any) -> None: ...

    @abstractmethod
    def find(self, query: ArtistQuery, identity: str) -> photo.PhotoResult:
        """The artist whom an open source names by the id `identity`, else the search by name and titles."""

    @abstractmethod
    def recheck(self, artist_id: str, basis: str) -> photo.PhotoResult | None:
        """The artist of that id as the service shows it today; None when it is gone."""


class SpotifySource(Source):
    service: ClassVar[Service[Any]] = SPOTIFY

    def _connect(self, client: Any) -> None:
        self._provider = SpotifyProvider(client)

    def find(self, query: ArtistQuery, identity: str) -> photo.PhotoResult:
        return photo.from_decision(self._provider.find_photo(query, identity), self.service.name)

    def recheck(self, artist_id: str, basis: str) -> photo.PhotoResult | None:
        candidate = self._provider.recheck(artist_id)
        return photo.from_candidate(candidate, basis) if candidate else None


class DeezerSource(Source):
    service: ClassVar[Service[Any]] = DEEZER

    def _connect(self, client: Any) -> None:
        self._catalogue = DeezerCatalogue(client)

    def find(self, query: ArtistQuery, identity: str) -> photo.PhotoResult:
        return photo.from_decision(find_photo(query, self._catalogue, identity), self.service.name)

    def recheck(self, artist_id: str, basis: str) -> photo.PhotoResult | None:
        candidate = self._catalogue.artist(artist_id)
        return photo.from_candidate(candidate, basis, self.service.name) if candidate else None


SOURCES: dict[str, type[Source]] = {source.service.name: source for source in (SpotifySource, DeezerSource)}


def configured() -> list[type[Source]]:
    """Those that are wanted and have all their settings, the first to be asked first."""
    wanted = [SOURCES[name] for name in settings.AIME_PHOTO_SOURCES]
    return [source for source in wanted if source.service.is_configured]


def missing_settings() -> list[str]:
    """What to set so that one of the wanted sources can be asked; empty when one can."""
    if configured():
        return []
    wanted = settings.AIME_PHOTO_SOURCES
    return SOURCES[wanted[0]].service.missing_settings() if wanted else ["AIME_PHOTO_SOURCES"]
