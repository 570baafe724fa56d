"""Collections at Discogs for tests, and runs of the sources."""

from typing import Any

from collection.models import Album
from enrichment.models import EnrichmentRun, Kind, RunItem
from enrichment.sandbox.catalogue import Collection, Release
from tests.enrichment.running import enrich

FIRST_ID = 1001


def releases(*rows: dict[str, Any]) -> Collection:
    """A collection of the given rows; each has at least a number, a title and an artist."""
    return Collection([Release.read({**_usual(place), **row}) for place, row in enumerate(rows)])


def many(count: int) -> Collection:
    return releases(*({} for _ in range(count)))


def _usual(place: int) -> dict[str, Any]:
    number = FIRST_ID + place
    return {"release_id": number, "title": f"Title {number}", "artists": [f"Artist {number % 97}"], "year": 1990}


def sync(**options: Any) -> EnrichmentRun:
    return enrich(kind=Kind.DISCOGS, **options)


def read_pages() -> EnrichmentRun:
    """Only the first step of a synchronisation."""
    return sync(only="discogs_collection")


def track() -> EnrichmentRun:
    return enrich(kind=Kind.LASTFM)


def reasons(run: EnrichmentRun, phase: str) -> list[tuple[str, str]]:
    """Outcome and reason of each item, in order."""
    items = RunItem.objects.filter(run=run, phase__name=phase).order_by("pk")
    return list(items.values_list("outcome", "reason"))


def numbers() -> set[int | None]:
    return set(Album.objects.values_list("discogs_id", flat=True))
