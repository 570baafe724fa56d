"""The two steps that fetch facts: of releases, then of the works behind them.

Releases that came in by file are asked for their master, tracklist, credits, cover and the ids of their artists; so are
those without a master, for which the release is all there is to ask. A master is one call for all its editions: the
original year, the tracklist, genres and styles.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy

from collection.importing import save_batch, values
from collection.importing.records import problem
from collection.models import Album, AlbumQuerySet
from collection.models.sql import update
from collection.searching.texts import refresh_albums
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.base import Result
from enrichment.phases.discogs import facts
from enrichment.phases.discogs.records import record_of, tracks_of, with_artists
from enrichment.phases.results import Coverage
from enrichment.phases.services import Words
from enrichment.providers.discogs import MasterFacts, ReleaseFacts

ReleaseAnswers = Sequence[tuple[RunItem, ReleaseFacts | None]]


class DiscogsReleases(facts.FactsPhase[ReleaseFacts]):
    name: ClassVar[str] = "discogs_releases"
    label: ClassVar[Words] = gettext_lazy("Facts of releases")
    after: ClassVar[str] = "discogs_collection"
    key: ClassVar[str] = "discogs_id"

    @classmethod
    def without_facts(cls) -> AlbumQuerySet:
        return Album.objects.without_facts().filter(discogs_master_id__isnull=True)

    def ask(self, question: int) -> ReleaseFacts | None:
        return self._client.release(question)

    def store(self, run: EnrichmentRun, answers: ReleaseAnswers) -> list[Result]:
        albums = facts.locked_albums([item for item, _release in answers])
        before = {pk: facts.values_of(album) for pk, album in albums.items()}
        records = []
        for item, release in answers:
            album = albums.get(item.album_id or 0)
            if album and release and album.discogs_id is not None:
                # The number that was asked for stays: Discogs may answer with the release it was merged into.
                record = replace(with_artists(record_of(release), album), discogs_id=album.discogs_id)
                records += [] if problem(record) else [record]
        saved = {album.pk: album for album, _ in save_batch(records)}
        gone = [item.album_id for item, release in answers if release is None]
        # A master has more to tell: the facts are whole only where there is none.
        whole = [pk for pk, album in saved.items() if album.discogs_master_id is None]
        Album.objects.filter(pk__in=[*gone, *whole]).update(facts_at=timezone.now())
        return [_release_result(item, release, saved.get(item.album_id or 0), before) for item, release in answers]


def _release_result(
    item: RunItem, release: ReleaseFacts | None, saved: Album | None, before: dict[int, facts.Values]
) -> Result:
    if item.album_id not in before:
        return Result(Outcome.KEPT, "deleted")
    if release is None:
        return Result(Outcome.NOT_FOUND, "release_gone")
    if saved is None:
        return Result(Outcome.FAILED, "unusable_release")
    return facts.told(before[saved.pk], saved)


MasterAnswers = Sequence[tuple[RunItem, MasterFacts | None]]


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

    def store(self, run: EnrichmentRun, answers: MasterAnswers) -> list[Result]:
        albums = facts.locked_albums([item for item, _master in answers])
        results = [_master_result(albums.get(item.album_id or 0), master) for item, master in answers]
        for album in albums.values():
            album.facts_at = timezone.now()
        update(Album, albums.values(), [*facts.OF_A_MASTER, "facts_at"])
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


def _master_result(album: Album | None, master: MasterFacts | None) -> Result:
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
