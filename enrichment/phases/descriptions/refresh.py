"""Cached texts against the albums' own."""

from collections.abc import Iterator, Sequence

from collection.models import Album
from enrichment.caches import Entry as CacheEntry
from enrichment.caches import description_names
from enrichment.models import Outcome
from enrichment.phases.base import Result
from enrichment.phases.changes import FILL, LOCKED, REFUSED, REPLACE, Change, moment
from enrichment.phases.descriptions import provenance
from enrichment.phases.descriptions import text as texts
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.descriptions.surroundings import surroundings
from enrichment.phases.recorded import Entry, Record

PHASE = "descriptions"


def refresh_texts(albums: Sequence[Album], language: str, record: Record | None) -> Iterator[Change]:
    """The changes to `albums` (credits prefetched, rows locked where `record` is given: then they are written)."""
    cache = EURIA.cache()
    entries: list[Entry] = []
    around, editions = surroundings(albums), texts.other_editions(albums)
    for album in albums:
        language_of_text = album.description_language or language
        cached = cache.read(description_names(album, album.artist_credit, language_of_text))
        if cached is None or not isinstance(raw := cached.get("text"), str):
            continue
        of_work = (texts.facts_of(each, around[album.pk]) for each in (album, *editions.get(album.pk, ())))
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
            entries.append((album, change.label, _write(album, verdict.text, language_of_text, cached, record)))
        yield change
    if record and entries:
        Album.objects.bulk_update(
            [row for row, _, _ in entries if isinstance(row, Album)], provenance.DESCRIPTION_FIELDS
        )
        record.add(PHASE, entries)


def _write(album: Album, text: str, language: str, cached: CacheEntry, record: Record) -> Result:
    before = provenance.description_of(album)
    written = texts.DescriptionText(
        text=text,
        language=language,
        model=str(cached.get("model") or "")[:200],
        prompt_version=str(cached.get("prompt_version") or "")[:20],
        provider=str(cached.get("provider") or texts.PROVIDER)[:50],
        from_cache=True,
    )
    provenance.describe(album, written, run_id=record.open().pk, now=moment(cached.get("written_at")))
    return Result(Outcome.CACHED, "cached", before=before, after=provenance.description_of(album))
