"""What the two steps that fetch facts share: how albums are found and asked for, and how a change is told.

Where a person says which release or master an album is, what was told of another is forgotten, and asked for again.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar, TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from collection.models import Album, AlbumQuerySet
from enrichment.models import EnrichmentRun, Kind, Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.base import Phase, Result, Target, Targets
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.services import Service
from enrichment.providers.discogs import DiscogsClient

FIELDS = (
    *("title", "discogs_master_id", "year", "original_year", "support", "labels", "catalog_number"),
    *("country", "genres", "styles", "tracklist", "credits", "discogs_url", "image_url"),
)
OF_A_MASTER = ("original_year", "tracklist", "genres", "styles", "image_url")
_OF_A_RELEASE = (*OF_A_MASTER, "discogs_master_id", "credits", "country", "discogs_url")
PART = "facts"
CHUNK = 500
Values = dict[str, Any]

Facts = TypeVar("Facts")


class FactsPhase(Phase[int, Facts | None]):
    """Asks for each album's facts by the number in its field `key`. The answer is None for one that is gone.

    Releases and masters are public, also to those without a token.
    """

    kind: ClassVar[str] = Kind.DISCOGS
    service: ClassVar[Service[Any]] = DISCOGS
    part: ClassVar[str] = PART
    undoable: ClassVar[bool] = True
    key: ClassVar[str]
    gone: ClassVar[str]  # the reason where Discogs has it no more
    _client: DiscogsClient

    @classmethod
    def missing_settings(cls) -> list[str]:
        return []

    @classmethod
    @abstractmethod
    def without_facts(cls) -> AlbumQuerySet:
        """The albums whose facts are still to be fetched here."""

    @classmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        """Of the run's selection where it has one; albums alike in their `key` share a call.

        What is taken up again needs no list of its own: whatever failed still lacks its facts.
        """
        rows = cls.without_facts().with_credits()
        if "albums" in run.selection:
            albums, following = selection.selected_chunk(rows, run.selection["albums"], cursor, size)
        else:
            albums, following = selection.next_chunk(rows.on_the_shelf(), cursor, size)
        targets = [
            Target(label=album.label, work_key=f"{cls.key}:{getattr(album, cls.key)}", album_id=album.pk)
            for album in albums
        ]
        return Targets(targets, following)

    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, int | Result]:
        """The number to ask for, unless the facts came meanwhile."""
        albums = Album.objects.in_bulk([item.album_id for item in items if item.album_id])
        questions: dict[int, int | Result] = {}
        for item in items:
            album = albums.get(item.album_id or 0)
            number: int | None = getattr(album, self.key, None)
            if album is None:
                questions[item.pk] = Result(Outcome.KEPT, "deleted")
            elif number and album.facts_at is None:
                questions[item.pk] = number
            else:
                questions[item.pk] = Result(Outcome.KEPT, "already_there")
        return questions

    @abstractmethod
    def save(self, albums: Mapping[int, Album], answers: Sequence[tuple[RunItem, Facts | None]]) -> Mapping[int, Album]:
        """Write what was answered of the `albums`, by primary key; those that could be written."""

    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, Facts | None]]) -> list[Result]:
        # Under their row locks, so that a person's edit waits for what is written here.
        albums = Album.objects.select_for_update().in_bulk([item.album_id for item, _ in answers if item.album_id])
        before = {pk: _values_of(album) for pk, album in albums.items()}
        saved = self.save(albums, answers)
        results = []
        for item, answer in answers:
            pk = item.album_id or 0
            if pk not in before:
                results.append(Result(Outcome.KEPT, "deleted"))
            elif answer is None:
                results.append(Result(Outcome.NOT_FOUND, self.gone))
            elif pk not in saved:
                results.append(Result(Outcome.FAILED, "unusable_release"))
            else:
                now = _values_of(saved[pk])
                after = {name: value for name, value in now.items() if value != before[pk][name]}
                was = {name: before[pk][name] for name in after}
                outcome, reason = (Outcome.ENRICHED, "") if after else (Outcome.KEPT, "unchanged")
                results.append(Result(outcome, reason, before=was, after=after))
        return results

    @classmethod
    def lacking(cls, language: str = "") -> Q:
        return Q(pk__in=cls.without_facts().values("pk"))

    @classmethod
    def take_back(cls, item: RunItem) -> str:
        """The facts are not fetched again by themselves: `facts_at` stays, unless `set_aside` is told otherwise."""
        album = Album.objects.select_for_update().filter(pk=item.album_id or 0).first()
        if album is None:
            return _("It was deleted since.")
        if not _stands(item, album):
            return _("The facts were changed since.")
        for name, value in item.before.items():
            setattr(album, name, value)
        album.save(update_fields=list(item.before))
        return ""

    @classmethod
    def set_aside(cls, item: RunItem, until: datetime | None) -> None:
        """Facts are free, and albums keep no day for them: wanted again, the next synchronisation asks for them."""
        album = Album.objects.get(pk=item.album_id or 0)
        if until is None:
            album.lock({*item.before} & {*Album.lockable})
        else:
            album.facts_at = None
        album.save(update_fields=["facts_at", "locked_fields"])

    @classmethod
    def count_standing(cls, items: QuerySet[RunItem]) -> int:
        """An album keeps no run's number for its facts: the values themselves are compared."""
        rows = items.only("album_id", "after").order_by("pk").iterator(chunk_size=CHUNK)
        standing = 0
        while chunk := list(islice(rows, CHUNK)):
            albums = Album.objects.in_bulk([item.album_id for item in chunk if item.album_id])
            standing += sum(_stands(item, album) for item in chunk if (album := albums.get(item.album_id or 0)))
        return standing


def _values_of(album: Album) -> Values:
    return {name: getattr(album, name) for name in FIELDS}


def _stands(item: RunItem, album: Album) -> bool:
    """Whether none of the values that came was changed or locked since."""
    return not any(album.is_locked(name) or getattr(album, name) != value for name, value in item.after.items())


def forget(album: Album, changed: Iterable[str]) -> bool:
    """Forget what Discogs told of the number that a person `changed`; whether it had told anything. What is locked
    stays, and all where there is no number to ask by.
    """
    edited = set(changed)
    columns = _OF_A_RELEASE if "discogs_id" in edited else OF_A_MASTER if "discogs_master_id" in edited else ()
    if not columns or not album.discogs_id or not album.facts_at:
        return False
    gone = {*columns} - edited - {*album.locked_fields}
    for column in Album._meta.concrete_fields:
        if column.name in gone:
            setattr(album, column.name, column.get_default())
    album.facts_at = None
    album.save(update_fields=[*gone, "facts_at"])
    return True
