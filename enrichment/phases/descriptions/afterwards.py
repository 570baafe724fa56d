"""What is done with texts afterwards: they are taken back, held against the cache files, and looked at for doubt.

Where one is taken back the one before comes back with its provenance, unless somebody has changed or locked it since.
Doubtful are those that the gate would refuse, and one text on albums of different works.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from collection.models import Album
from collection.models.sql import Told, Written, moment
from collection.naming import literal
from enrichment.models import Outcome, RunItem
from enrichment.phases import selection
from enrichment.phases.base import Resting, Result
from enrichment.phases.descriptions import text as texts
from enrichment.phases.descriptions.facts import NOTHING_KNOWN, Surroundings, facts_of, other_editions, surroundings
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change, Entry, Record, Suspect, cached_moment
from enrichment.phases.selection import locks
from enrichment.providers.texts import Fault
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.providers.texts.languages.detection import detected


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`."""
    album = Album.objects.select_for_update().filter(pk=item.album_id or 0).first()
    if album is None:
        return _("It was deleted since.")
    if album.is_locked("ai_description"):
        return _("The text was locked since.")
    if texts.description_of(album) != item.after:
        return _("The text was changed since.")
    texts.restore_description(album, item.before)
    album.save(update_fields=texts.DESCRIPTION_FIELDS)
    return ""


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`: the album still names the run for its text's."""
    locked = Album.objects.filter(locks("ai_description")).values("pk")
    return items.filter(album__description_run_id=F("run_id")).exclude(album__in=locked).count()


def resting(language: str = "") -> Resting:
    """See `Phase.resting`."""
    rows = _RESTING_IN if language else _RESTING
    what = "COUNT(DISTINCT album_id), MIN(ask_again_at), MIN(since)"
    count, *firsts = rows.answer(what, **selection.told(language))
    said, since = map(moment, firsts)
    due = [said, since and since + timedelta(days=settings.AIME_ASK_AGAIN_DAYS)]
    return Resting(count, min(filter(None, due), default=None))


def _resting(language: str | Told = "") -> QuerySet[RunItem, Any]:
    """With when each is due, or where nobody said it, since when it rests."""
    items = selection.resting(language, selection.NOW, selection.BEFORE)
    without_text = Exists(selection.albums_without_text().filter(pk=OuterRef("album")))
    since = Case(When(ask_again_at__isnull=True, then=Coalesce("undone_at", "finished_at")))
    return items.filter(without_text).values("album_id", "ask_again_at", since=since)


_RESTING = Written(_resting)
_RESTING_IN = Written(lambda: _resting(selection.LANGUAGE))


def set_aside(item: RunItem, until: datetime | None) -> None:
    """See `Phase.set_aside`: a text that is never wanted is one that a person has decided on."""
    if until is None:
        album = Album.objects.get(pk=item.album_id or 0)
        album.lock(["ai_description"])
        album.save(update_fields=["locked_fields"])
    item.ask_again_at = until


PHASE = "descriptions"


def refresh_texts(rows: Sequence[Album], language: str, record: Record | None) -> Iterator[Change]:
    """The changes to `rows` (credits prefetched, locked where `record` is given: then they are written)."""
    cache = EURIA.cache()
    entries: list[Entry] = []
    around, editions = surroundings(rows), other_editions(rows)
    for album in rows:
        language_of_text = album.description_language or language
        cached = cache.read(texts.description_names(album, album.artist_credit, language_of_text))
        if cached is None or not isinstance(raw := cached.get("text"), str):
            continue
        of_work = (facts_of(each, around[album.pk]) for each in (album, *editions.get(album.pk, ())))
        verdict = texts.judge_work(raw, of_work, language_of_text)
        if verdict.text == album.ai_description and album.ai_description:
            continue
        if album.is_locked("ai_description"):
            change = Change(PHASE, album.label, LOCKED)
        elif verdict.faults:
            change = Change(PHASE, album.label, REFUSED, texts.fault_words(verdict.faults))
        else:
            change = Change(PHASE, album.label, REPLACE if album.ai_description else FILL)
        if change.writes and record:
            before, at = texts.description_of(album), cached_moment(cached.get("written_at"))
            texts.describe(album, texts.as_cached(cached, verdict, language_of_text), run_id=record.open().pk, now=at)
            result = Result(Outcome.CACHED, "cached", before=before, after=texts.description_of(album))
            entries.append((album, change.label, result))
        yield change
    if record and entries:
        Album.objects.bulk_update([row for row, _, _ in entries if isinstance(row, Album)], texts.DESCRIPTION_FIELDS)
        record.add(PHASE, entries)


CHUNK = 500


class Doubtful(NamedTuple):
    """An album whose published text the gate would refuse today, and why."""

    album: Album
    faults: tuple[Fault, ...]

    @property
    def language(self) -> str:
        """The code of the text's own; where nobody noted it, the one it is in; failing that the usual one."""
        text = self.album.ai_description
        codes = (self.album.description_language, detected(text), settings.EURIA_LANGUAGE, "en")
        return next(code for code in codes if code in LANGUAGES)

    @property
    def is_locked(self) -> bool:
        return self.album.is_locked("ai_description")


def doubtful_texts() -> Iterator[Doubtful]:
    """Held against all that is known: editions of a work share one text, which was written from the facts of one of
    them, its label say. It is not doubtful where it is true of one.
    """
    shelf = Album.objects.described().with_credits().order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(shelf, CHUNK)):
        albums = [album for album in chunk if _faults(album, album, NOTHING_KNOWN)]
        around, editions = surroundings(albums), other_editions(albums)
        for album in albums:
            found = [_faults(album, edition, around[album.pk]) for edition in (album, *editions.get(album.pk, ()))]
            if all(found):
                yield Doubtful(album, found[0])


def _faults(album: Album, edition: Album, around: Surroundings) -> tuple[Fault, ...]:
    """What the gate finds in the text of `album`, held against the facts of `edition`."""
    from enrichment.providers.texts.quality import inspect

    return tuple(inspect(album.ai_description, facts_of(edition, around), album.description_language or None))


def faulty_texts() -> Iterator[Suspect]:
    """Every fault of every text, the kind being the fault's code."""
    for doubtful in doubtful_texts():
        again = "" if doubtful.is_locked else doubtful.language
        yield from (Suspect(fault.code, doubtful.album.label, fault.detail, again) for fault in doubtful.faults)


def same_texts() -> Iterator[Suspect]:
    """The editions of one master share their text by right; nobody else does."""
    # An album without a master is a work of its own: the negative key cannot be anybody's master.
    works = Count(Coalesce("discogs_master_id", -F("pk")), distinct=True)
    texts = Album.objects.described().values("ai_description").annotate(works=works).filter(works__gt=1)
    for row in texts.order_by("ai_description").values_list("ai_description", flat=True).iterator(chunk_size=CHUNK):
        albums = Album.objects.with_credits().filter(ai_description=row).order_by("pk")
        # Without their masters, editions of one title by the same artists are taken for one work.
        masters: set[int] = set()
        titles: set[tuple[str, str]] = set()
        for album in albums.iterator(chunk_size=CHUNK):
            masters |= {album.discogs_master_id} if album.discogs_master_id else set()
            titles.add((literal(album.title), album.artist_credit))
            if len(masters) > 1 or len(titles) > 1:
                yield Suspect("same_text", " = ".join(one.label for one in albums[:5]), row[:60])
                break


def different_texts() -> Iterator[Suspect]:
    """Texts of the service that are otherwise, or not at all, in the cache; a locked one may be."""
    from enrichment.providers.texts.cleaning import clean

    cache = EURIA.cache()
    albums = Album.objects.described().with_credits().filter(description_provider=texts.PROVIDER)
    for album in albums.order_by("pk").iterator(chunk_size=CHUNK):
        if album.is_locked("ai_description"):
            continue
        entry = cache.read(texts.description_names(album, album.artist_credit, album.description_language or "en"))
        if entry is None:
            yield Suspect("not_cached", album.label)
        elif clean(str(entry.get("text"))) != album.ai_description:
            yield Suspect("cache_differs", album.label)
