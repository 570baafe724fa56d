"""The facts of works, one call for all editions of a master: the original year, the tracklist, genres and styles."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy

from collection.importing import values
from collection.models import Album, AlbumQuerySet
from collection.models.sql import update
from collection.searching.texts import refresh_albums
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.base import Result
from enrichment.phases.discogs import facts
from enrichment.phases.discogs.records import tracks_of
from enrichment.phases.findings import Coverage
from enrichment.phases.services import Words
from enrichment.providers.discogs import MasterFacts

Answers = Sequence[tuple[RunItem, MasterFacts | None]]


class DiscogsMasters(facts.FactsPhase[MasterFacts]):
    name: ClassVar[str] = "discogs_masters"
    label: ClassVar[Words] = gettext_lazy("Original years and tracklists")
    after: ClassVar[str] = "discogs_releases"
    key: ClassVar[str] = "discogs_master_id"

    @classmethod
    def without_facts(cls) -> AlbumQuerySet:
        return Album.objects.without_facts().filter(discogs_master_id__isnull=False)

    def ask(self, question: int) -> MasterFacts | None:
        return self._client.master(question)

    def store(self, run: EnrichmentRun, answers: Answers) -> list[Result]:
        albums = facts.locked_albums([item for item, _master in answers])
        results = [_result(albums.get(item.album_id or 0), master) for item, master in answers]
        for album in albums.values():
            album.facts_at = timezone.now()
        update(Album, albums.values(), [*BLANKS, "facts_at"])
        refresh_albums(album.pk for album in albums.values())
        return results

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        shelf = Album.objects.on_the_shelf()
        albums, years, lists = shelf.count(), shelf.filter(original_year__isnull=False), shelf.exclude(tracklist=[])
        return (
            Coverage("original_year", gettext_lazy("original years"), years.count(), albums),
            Coverage("tracklist", gettext_lazy("tracklists"), lists.count(), albums),
        )


BLANKS = ("original_year", "tracklist", "genres", "styles", "image_url")


def _result(album: Album | None, master: MasterFacts | None) -> Result:
    if album is None:
        return Result(Outcome.KEPT, "deleted")
    if master is None:
        return Result(Outcome.NOT_FOUND, "master_gone")
    before = facts.values_of(album)
    # They fill blanks only: an edition's own tracklist or cover says more than its work's.
    found = {
        "original_year": master.year,
        "tracklist": [track.stored() for track in tracks_of(master.tracklist)],
        "genres": list(master.genres),
        "styles": list(master.styles),
        "image_url": values.https_address(master.cover_url),
    }
    for name, value in found.items():
        if value and not getattr(album, name) and not album.is_locked(name):
            setattr(album, name, value)
    return facts.told(before, album)
