"""The two steps that fetch facts: of releases, then of the works behind them.

Releases that came in by file are asked for their master, tracklist, credits, cover and the ids of their artists; so are
those without a master, for which the release is all there is to ask. A master is one call for all its editions: the
original year, the tracklist, genres and styles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy

from collection.importing import save_batch
from collection.importing.records import problem
from collection.models import Album, AlbumQuerySet
from collection.models.sql import update
from collection.searching.texts import refresh_albums
from enrichment.models import RunItem
from enrichment.phases.discogs import facts
from enrichment.phases.discogs.records import of_work, record_of, with_artists
from enrichment.phases.results import Coverage
from enrichment.phases.services import Words
from enrichment.providers.discogs import MasterFacts, ReleaseFacts


class DiscogsReleases(facts.FactsPhase[ReleaseFacts]):
    name: ClassVar[str] = "discogs_releases"
    label: ClassVar[Words] = gettext_lazy("Facts of releases")
    after: ClassVar[str] = "discogs_collection"
    key: ClassVar[str] = "discogs_id"
    gone: ClassVar[str] = "release_gone"

    @classmethod
    def without_facts(cls) -> AlbumQuerySet:
        return Album.objects.without_facts().filter(discogs_master_id__isnull=True)

    def ask(self, question: int) -> ReleaseFacts | None:
        return self._client.release(question)

    def save(
        self, albums: Mapping[int, Album], answers: Sequence[tuple[RunItem, ReleaseFacts | None]]
    ) -> Mapping[int, Album]:
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
        return saved


class DiscogsMasters(facts.FactsPhase[MasterFacts]):
    name: ClassVar[str] = "discogs_masters"
    label: ClassVar[Words] = gettext_lazy("Original years and tracklists")
    after: ClassVar[str] = "discogs_releases"
    key: ClassVar[str] = "discogs_master_id"
    gone: ClassVar[str] = "master_gone"

    @classmethod
    def without_facts(cls) -> AlbumQuerySet:
        return Album.objects.without_facts().filter(discogs_master_id__isnull=False)

    def ask(self, question: int) -> MasterFacts | None:
        return self._client.master(question)

    def save(
        self, albums: Mapping[int, Album], answers: Sequence[tuple[RunItem, MasterFacts | None]]
    ) -> Mapping[int, Album]:
        """They fill blanks only: an edition's own tracklist or cover says more than its work's."""
        for item, master in answers:
            album = albums.get(item.album_id or 0)
            if album is None or master is None:
                continue
            for name, value in of_work(master).items():
                if value and not getattr(album, name) and not album.is_locked(name):
                    setattr(album, name, value)
        for album in albums.values():
            album.facts_at = timezone.now()
        update(Album, albums.values(), [*facts.OF_A_MASTER, "facts_at"])
        refresh_albums(album.pk for album in albums.values())
        return albums

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        shelf = Album.objects.on_the_shelf()
        albums, years, lists = shelf.count(), shelf.filter(original_year__isnull=False), shelf.exclude(tracklist=[])
        return (
            Coverage("original_year", gettext_lazy("original years"), years.count(), albums),
            Coverage("tracklist", gettext_lazy("tracklists"), lists.count(), albums),
        )
