"""A phase that fills an album's catalogue number with its colour: as little as a phase has to say."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from collection.models import Album
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.base import Phase, Result, Target, Targets
from enrichment.phases.results import Coverage, Suspect
from enrichment.phases.services import Service, Words
from tests.enrichment.toys.service import TOYS, ToyClient


class Colours(Phase[str, str]):
    name: ClassVar[str] = "colours"
    label: ClassVar[Words] = "Colours"
    kind: ClassVar[str] = Kind.ENRICHMENT
    service: ClassVar[Service[Any]] = TOYS
    undoable: ClassVar[bool] = True
    _client: ToyClient

    @classmethod
    def lacking(cls, language: str = "") -> Q:
        return Q(catalog_number="")

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        albums, following = selection.next_chunk(Album.objects.filter(cls.lacking()), cursor, size)
        return Targets([Target(album.title, f"album:{album.pk}", album_id=album.pk) for album in albums], following)

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, str | Result]:
        return {item.pk: item.label for item in items}

    def ask(self, question: str) -> str:
        return self._client.colour(question)

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, str]]) -> list[Result]:
        return [self._stored(item, answer) for item, answer in answers]

    @staticmethod
    def _stored(item: RunItem, colour: str) -> Result:
        Album.objects.filter(pk=item.album_id or 0).update(catalog_number=colour)
        return Result(Outcome.ENRICHED, before={"colour": ""}, after={"colour": colour})

    @classmethod
    def take_back(cls, item: RunItem) -> str:
        own = Album.objects.filter(pk=item.album_id or 0, catalog_number=item.after["colour"])
        return "" if own.update(catalog_number="") else "The colour was changed since."

    @classmethod
    def count_standing(cls, items: QuerySet[RunItem]) -> int:
        return items.filter(album__catalog_number__startswith="as blue").count()

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        albums = Album.objects.all()
        return (Coverage(cls.name, "colours", albums.exclude(cls.lacking()).count(), albums.count(), expected=True),)

    @classmethod
    def suspects(cls) -> Iterator[Suspect]:
        for album in Album.objects.filter(catalog_number__contains="Blue Train"):
            yield Suspect("too_blue", album.title)
