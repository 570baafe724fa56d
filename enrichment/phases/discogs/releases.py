"""The facts of releases that came in by file: their master, tracklist, credits, cover and the ids of their artists.

Also of those without a master, for which the release is all there is to ask.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy

from collection.importing import save_batch
from collection.importing.records import problem
from collection.models import Album, AlbumQuerySet
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.base import Result
from enrichment.phases.discogs import facts
from enrichment.phases.discogs.records import record_of, with_artists
from enrichment.phases.services import Words
from enrichment.providers.discogs import ReleaseFacts

Answers = Sequence[tuple[RunItem, ReleaseFacts | None]]


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

    def store(self, run: EnrichmentRun, answers: Answers) -> list[Result]:
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
        return [_result(item, release, saved.get(item.album_id or 0), before) for item, release in answers]


def _result(
    item: RunItem, release: ReleaseFacts | None, saved: Album | None, before: dict[int, facts.Values]
) -> Result:
    if item.album_id not in before:
        return Result(Outcome.KEPT, "deleted")
    if release is None:
        return Result(Outcome.NOT_FOUND, "release_gone")
    if saved is None:
        return Result(Outcome.FAILED, "unusable_release")
    return facts.told(before[saved.pk], saved)
