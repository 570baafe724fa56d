"""The earlier version's texts, keyed by title alone: taken where the title is one work's and the gate lets them in."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from collection.models import Album
from collection.naming import literal
from enrichment.caches import description_names
from enrichment.models import Outcome
from enrichment.phases.base import Result
from enrichment.phases.descriptions import provenance
from enrichment.phases.descriptions import text as texts
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.earlier import ImportReport, is_placeholder
from enrichment.phases.recorded import Record
from enrichment.providers.texts.gate import judge

PHASE = "descriptions"


def import_texts(entries: Mapping[str, object], language: str, record: Record | None, report: ImportReport) -> None:
    """Fill albums without a text. Keys are compared without regard to case and to the look of quotes and dashes."""
    wanted = {literal(key) for key in entries}
    albums: dict[str, list[int]] = defaultdict(list)
    for pk, title in Album.objects.order_by("pk").values_list("pk", "title").iterator():
        if (literal_title := literal(title)) in wanted:
            albums[literal_title].append(pk)
    for key, value in entries.items():
        if not isinstance(value, str) or not value.strip():
            report.refuse(key, "empty")
        elif is_placeholder(value):
            report.refuse(key, "placeholder_value")
        else:
            _import(key, value, albums.get(literal(key), []), language, record, report)


@transaction.atomic
def _import(key: str, text: str, pks: list[int], language: str, record: Record | None, report: ImportReport) -> None:
    albums = list(Album.objects.select_for_update().with_credits().filter(pk__in=pks).order_by("pk"))
    masters = {album.discogs_master_id for album in albums if album.discogs_master_id}
    artists = {tuple(credit.artist_id for credit in album.album_artists.all()) for album in albums}
    if not albums:
        report.refuse(key, "no_album")
    elif len(masters) > 1 or len(artists) > 1:
        report.refuse(key, "ambiguous_title")
    else:
        for album in albums:
            _give(key, text, album, language, record, report)


def _give(key: str, text: str, album: Album, language: str, record: Record | None, report: ImportReport) -> None:
    if album.ai_description or album.is_locked("ai_description"):
        report.kept += 1
        return
    verdict = judge(text, texts.facts_of(album), language)
    if verdict.faults:
        report.refuse(key, verdict.faults[0].code, texts.fault_words(verdict.faults))
        return
    report.texts += 1
    if record is None:
        return

    written = texts.DescriptionText(text=verdict.text, language=language)
    before, credit = provenance.description_of(album), album.artist_credit
    provenance.describe(album, written, run_id=record.open().pk, now=timezone.now())
    album.save(update_fields=provenance.DESCRIPTION_FIELDS)
    result = Result(Outcome.CACHED, "imported", before=before, after=provenance.description_of(album))
    record.add(PHASE, [(album, album.label, result)])
    # Where the cache has no text of this work yet, this one is it.
    cache, names = EURIA.cache(), description_names(album, credit, language)
    if cache.read(names) is None:
        cache.write(names[0], texts.to_entry(written, {"title": album.title, "artists": credit}))
