"""Save release records as albums: idempotent, in batches, a constant number of queries each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from collection.importing.artists import ArtistRegister, Credit, remove_orphans, save_credits
from collection.importing.drafts import Change, Draft
from collection.importing.meant import counterparts
from collection.importing.owners import LeftOut
from collection.importing.plain import save_plain
from collection.importing.records import Entry, Kept, Refusal, ReleaseRecord, length_of, problem
from collection.importing.report import ImportReport
from collection.importing.restoring import attach, restore
from collection.models import Album, AlbumArtist, Artist
from collection.models.sql import update
from collection.searching.texts import OF_AN_ALBUM, refresh_albums

BATCH_SIZE = 1_000
BATCH_LENGTH = 2_000_000  # characters: of long notes each takes many bytes until the batch is saved
_DESCRIPTION = [
    one.name for one in Album._meta.concrete_fields if one.name.startswith(("ai_description", "description_"))
]
_SEARCHED = frozenset(OF_AN_ALBUM)
_LISTS = ("tracklist", "credits", "styles")
CreditRow = tuple[int, str, str]  # the artist, as credited, and what joins it to the next
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
    usable: list[ReleaseRecord] = []
    kept: list[Kept] = []
    length = 0
    for entry in entries:
        if isinstance(entry, Refusal):
            report.refuse(entry)
            continue
        if isinstance(entry, Kept):
            kept.append(entry)
        elif reason := problem(entry):
            report.refuse(Refusal(entry.where, entry.title, reason))
        else:
            usable.append(entry)
        length += length_of(entry)
        if len(usable) + len(kept) >= batch_size or length >= BATCH_LENGTH:
            _save_together(usable, kept, report)
            usable, kept, length = [], [], 0
    if usable or kept:
        _save_together(usable, kept, report)
    return report


def _save_together(records: Sequence[ReleaseRecord], kept: Sequence[Kept], report: ImportReport) -> None:
    """Save `records` in one transaction, or one by one when another process was faster with one of them; and then what
    is `kept`, whose plays may be of them.
    """
    try:
        with transaction.atomic():
            changes = save_plain(records)
            rest = [record for record in records if record.discogs_id not in changes]
            other = iter(save_batch(rest) if rest else ())
    except (IntegrityError, DataError):
        for record in records:
            try:
                report.count(record, save_release(record)[1])
            except (IntegrityError, DataError):
                report.refuse(Refusal(record.where, record.title, _("the database did not accept it.")))
    else:
        for record in records:
            report.count(record, changes.get(record.discogs_id) or next(other)[1])
    if kept:
        restore(kept)


@transaction.atomic
def save_batch(records: Sequence[ReleaseRecord]) -> list[tuple[Album, Change]]:
    """Save up to a few hundred records in the caller's transaction; the results keep their order.

    An album is found by its Discogs release id; without one, by source, artists and title. Albums are never merged by
    title. One that lies in a folder that is left out, and was not there before, comes back unsaved. Raise
    RecordRefusedError before anything is written when a record lacks what an album needs.
    """
    for record in records:
        if reason := problem(record):
            raise RecordRefusedError(reason)
    albums = _stored_albums(records)
    credited = _credit_rows(albums)
    wanted = (credit for record in records for credit in record.artists)
    register = ArtistRegister(wanted, {artist for rows in credited.values() for artist, *_words in rows})
    left_out = LeftOut.chosen()
    drafts = _stored_drafts([record for record in records if not left_out.holds(record)], albums, credited, register)
    results: list[tuple[Album, Change]] = []
    for record in records:
        identity = _identity(record)
        if (draft := drafts.get(identity)) is None:
            draft = Draft(Album(discogs_id=record.discogs_id, source=record.source, title=record.title))
            if left_out.holds(record):
                results.append((draft.album, Change.LEFT_OUT))
                continue
            drafts[identity] = draft
        results.append((draft.album, draft.apply(record, register, left_out)))
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


def _stored_albums(records: Sequence[ReleaseRecord]) -> list[Album]:
    """The albums that the records may mean; their rows stay locked, so that a person's edit waits for this batch."""
    numbered = {record.discogs_id for record in records if record.discogs_id}
    titles = {record.title for record in records if not record.discogs_id}
    sources = {record.source for record in records if not record.discogs_id}
    # Long columns of which a file's rows say nothing are not read; whoever tells facts also compares them afterwards.
    silent = [name for name in _LISTS if not any(getattr(record, name) for record in records)]
    unread = [] if any(record.is_exact or record.stored for record in records) else [*_DESCRIPTION, *silent]
    locked = Album.objects.select_for_update().defer(*unread).order_by("-pk")
    found = [*locked.filter(discogs_id__in=numbered)] if numbered else []
    if titles:
        found += locked.filter(discogs_id=None, title__in=titles, source__in=sources)
    return found


def _credit_rows(albums: Sequence[Album]) -> dict[int, list[CreditRow]]:
    """Who is credited on each album, in order; plain values, for most albums stay as they are."""
    rows = AlbumArtist.objects.filter(album__in=[album.pk for album in albums]).order_by("album_id", "position")
    credited: dict[int, list[CreditRow]] = defaultdict(list)
    for album, artist, name, phrase in rows.values_list("album_id", "artist_id", "credited_as", "join_phrase"):
        credited[album].append((artist, name, phrase))
    return credited


def _stored_drafts(
    records: Sequence[ReleaseRecord],
    albums: Sequence[Album],
    credited: Mapping[int, Sequence[CreditRow]],
    register: ArtistRegister,
) -> dict[Identity, Draft]:
    """The stored albums by their identities, and those that records mean which are stored under none of theirs."""
    drafts: dict[Identity, Draft] = {}
    for album in albums:
        rows = credited.get(album.pk, ())
        draft = Draft(album, [Credit(register[artist], name, phrase) for artist, name, phrase in rows])
        keys = (credit.artist.key for credit in draft.credits)
        drafts[album.discogs_id or (album.source, album.title, album.support, tuple(keys))] = draft

    strangers = [record for record in records if _identity(record) not in drafts]
    known = {draft.album.pk: draft for draft in drafts.values()}
    for place, album in counterparts(strangers).items():
        draft = known.setdefault(album.pk, Draft.of_stored(album))
        drafts.setdefault(_identity(strangers[place]), draft)
    return drafts


def _write(drafts: Sequence[Draft]) -> None:
    new = [draft.in_place() for draft in drafts if draft.album.pk is None]
    Album.objects.bulk_create(new)
    made = set(map(id, new))
    changed = [draft for draft in drafts if draft.changed_fields and id(draft.album) not in made]
    if changed:
        names = sorted(set[str]().union(*(draft.changed_fields for draft in changed)))
        update(Album, [draft.album for draft in changed], names)
    recredited = [draft for draft in drafts if draft.credits_changed]
    if recredited:
        if former := [draft.album for draft in recredited if id(draft.album) not in made]:
            AlbumArtist.objects.filter(album__in=former).delete()
        save_credits((draft.album.pk, draft.credits) for draft in recredited)
        remove_orphans((draft.left, draft.credits) for draft in recredited)
    said = [one for one in drafts if id(one.album) in made or one.credits_changed or _SEARCHED & one.changed_fields]
    refresh_albums(draft.album.pk for draft in said)
