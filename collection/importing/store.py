"""Save release records as albums: idempotent, in batches, a constant number of queries each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from collection.importing.artists import ArtistRegister
from collection.importing.drafts import Change, Draft
from collection.importing.orphans import remove_orphans
from collection.importing.records import Entry, Kept, Refusal, ReleaseRecord, problem
from collection.importing.report import ImportReport
from collection.importing.restoring import attach, restore
from collection.importing.unnumbered import counterparts
from collection.models import Album, AlbumArtist, Artist

BATCH_SIZE = 100
Identity = int | tuple[str, str, str, tuple[str, ...]]


class RecordRefusedError(ValueError):
    """A record that cannot become an album; the message is the reason for people."""


def save_release(record: ReleaseRecord) -> tuple[Album, Change]:
    """Save one record. Raise RecordRefusedError when it lacks what an album needs."""
    return save_batch([record])[0]


def save_releases(
    entries: Iterable[Entry], *, report: ImportReport | None = None, batch_size: int = BATCH_SIZE
) -> ImportReport:
    """Save what can be saved, a transaction per batch, and report the rest; one bad record costs no other.

    A `report` given goes on counting.
    """
    report = ImportReport() if report is None else report
    remaining = iter(entries)
    while batch := list(islice(remaining, batch_size)):
        usable: list[ReleaseRecord] = []
        kept: list[Kept] = []
        for entry in batch:
            if isinstance(entry, Kept):
                kept.append(entry)
            elif isinstance(entry, Refusal):
                report.refuse(entry)
            elif reason := problem(entry):
                report.refuse(Refusal(entry.where, entry.title, reason))
            else:
                usable.append(entry)
        _save_together(usable, report)
        restore(kept)
    return report


def _save_together(records: Sequence[ReleaseRecord], report: ImportReport) -> None:
    """Save `records` in one transaction, or one by one when another process was faster with one of them."""
    try:
        changes = [change for _album, change in save_batch(records)]
    except (IntegrityError, DataError):
        for record in records:
            _save_alone(record, report)
    else:
        for record, change in zip(records, changes, strict=True):
            report.count(record, change)


def _save_alone(record: ReleaseRecord, report: ImportReport) -> None:
    try:
        report.count(record, save_release(record)[1])
    except (IntegrityError, DataError):
        report.refuse(Refusal(record.where, record.title, _("the database did not accept it.")))


@transaction.atomic
def save_batch(records: Sequence[ReleaseRecord]) -> list[tuple[Album, Change]]:
    """Save up to a few hundred records in the caller's transaction; the results keep their order.

    An album is found by its Discogs release id; without one, by source, artists and title. Albums are never merged by
    title. Raise RecordRefusedError before anything is written when a record lacks what an album needs.
    """
    for record in records:
        if reason := problem(record):
            raise RecordRefusedError(reason)
    drafts = _stored_drafts(records)
    _add_counterparts(records, drafts)
    register = ArtistRegister(credit for record in records for credit in record.artists)
    results: list[tuple[Album, Change]] = []
    for record in records:
        draft = drafts.setdefault(_identity(record), Draft(Album(discogs_id=record.discogs_id, source=record.source)))
        results.append((draft.album, draft.apply(record, register)))
    register.save()
    _write(list({id(draft): draft for draft in drafts.values()}.values()))
    for draft in drafts.values():
        for stored in draft.stored:
            attach(draft.album, stored)
    return results


def _identity(record: ReleaseRecord) -> Identity:
    if record.discogs_id:
        return record.discogs_id
    return record.source, record.title, record.support, tuple(Artist.key_of(artist.name) for artist in record.artists)


def _stored_drafts(records: Sequence[ReleaseRecord]) -> dict[Identity, Draft]:
    """The albums that the records may mean; their rows stay locked, so that a person's edit waits for this batch."""
    numbered = {record.discogs_id for record in records if record.discogs_id}
    titles = {record.title for record in records if not record.discogs_id}
    sources = {record.source for record in records if not record.discogs_id}
    locked = Album.objects.select_for_update().with_credits().order_by("-pk")
    found = [*locked.filter(discogs_id__in=numbered)] if numbered else []
    if titles:
        found += locked.filter(discogs_id=None, title__in=titles, source__in=sources)
    return {identity: Draft.of_stored(album) for album in found for identity in _identities(album)}


def _add_counterparts(records: Sequence[ReleaseRecord], drafts: dict[Identity, Draft]) -> None:
    """The albums that records mean which are stored under no identity of theirs."""
    strangers = [record for record in records if _identity(record) not in drafts]
    known = {draft.album.pk: draft for draft in drafts.values()}
    for place, album in counterparts(strangers).items():
        draft = known.setdefault(album.pk, Draft.of_stored(album))
        drafts.setdefault(_identity(strangers[place]), draft)


def _identities(album: Album) -> Iterator[Identity]:
    if album.discogs_id:
        yield album.discogs_id
    else:
        yield album.source, album.title, album.support, tuple(credit.artist.key for credit in album.album_artists.all())


def _write(drafts: Sequence[Draft]) -> None:
    new = [draft.album for draft in drafts if draft.album.pk is None]
    Album.objects.bulk_create(new)
    changed = [draft for draft in drafts if draft.changed_fields and draft.album not in new]
    if changed:
        names = sorted(set[str]().union(*(draft.changed_fields for draft in changed)))
        Album.objects.bulk_update([draft.album for draft in changed], names)
    recredited = [draft for draft in drafts if draft.credits_changed]
    if recredited:
        AlbumArtist.objects.filter(album__in=[draft.album for draft in recredited]).delete()
        AlbumArtist.objects.bulk_create([row for draft in recredited for row in draft.rows()])
        remove_orphans(recredited)
