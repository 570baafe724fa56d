"""Most rows of a file, and of a page of Discogs: they bring an album that nobody knew, or say again what stands there.

Both are seen and written as plain values, without a model being built for each.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from collection.importing.artists import ArtistRegister, save_credits
from collection.importing.drafts import ONLY_WHEN_EMPTY, Change, told_values
from collection.importing.meant import counterparts
from collection.importing.owners import LeftOut
from collection.importing.records import ReleaseRecord
from collection.models import Album, AlbumArtist, AlbumText
from collection.models.album import OWNERS
from collection.models.sql import insert
from collection.searching.texts import add_texts, album_words
from collection.shelving import places

_CREDIT = ("artist__name", "credited_as", "join_phrase")
_STANDING = ("source", "removed_at", "more_copies")
Words = Mapping[str, Any]
Credit = tuple[int | None, tuple[str, ...]]  # Discogs' number of the artist, and the columns of `_CREDIT`


def save_plain(records: Sequence[ReleaseRecord]) -> dict[int | None, Change]:
    """Save those among `records` that are new or say nothing new: what became of them, by their Discogs ids.

    The others, and any in doubt, are for drafts: these know of locks, richer values, copies and counterparts. So is all
    of a file that tells more than rows can, and of exact records what is new beside one that a draft may make: these
    keep their order.
    """
    are_exact = any(one.is_exact for one in records)
    if any(one.stored or one.is_exact != are_exact for one in records):
        return {}
    told = {one.discogs_id: _told(one) for one in _plain(records)}
    columns = sorted({*_STANDING}.union(*told.values()))
    rows = Album.objects.filter(discogs_id__in=[*told]).values_list("discogs_id", *columns) if told else ()
    stored = {release: dict(zip(columns, row, strict=True)) for release, *row in rows}
    credited: dict[int | None, list[Credit]] = defaultdict(list)
    if stored:
        names = AlbumArtist.objects.filter(album__discogs_id__in=[*stored]).order_by("album", "position")
        for release, number, *words in names.values_list("album__discogs_id", "artist__discogs_artist_id", *_CREDIT):
            credited[release].append((number, tuple(words)))
    changes: dict[int | None, Change] = {}
    unknown = []
    for record in (one for one in records if one.discogs_id in told):
        release = record.discogs_id
        if release not in stored:
            unknown.append(record)
        elif _is_credited(record, credited[release]) and _stands(stored[release], told[release], record.source):
            changes[release] = Change.UNCHANGED
    if not are_exact or len(told) == len(records):
        for record in _add([record for record in unknown if record.title], told):
            changes[record.discogs_id] = Change.CREATED
    return changes


def _add(records: Sequence[ReleaseRecord], told: Mapping[int | None, Words]) -> list[ReleaseRecord]:
    """Store those among `records` that mean no album that is there and lie in no folder that is left out."""
    if not records:
        return []
    left_out = LeftOut.chosen()
    staying = [one for one in records if not left_out.holds(one)]  # what is left out takes up nobody's album
    met = counterparts(staying)
    new = [one for place, one in enumerate(staying) if place not in met]
    register = ArtistRegister(credit for one in new for credit in one.artists)
    credited = [register.credits(one.artists) for one in new]
    register.save()
    rows, texts = [], []
    for one, names in zip(new, credited, strict=True):
        words = told[one.discogs_id]
        rows.append({"source": one.source, **words, **places(words, names[0].artist.key if names else None)})
        spelt = (name for credit in names for name in (credit.artist.name, credit.credited_as))
        texts.append(album_words(words, spelt))
    albums = insert(Album, rows)
    save_credits(zip(albums, credited, strict=True))
    add_texts(AlbumText, dict(zip(albums, texts, strict=True)))
    return new


def _plain(records: Sequence[ReleaseRecord]) -> list[ReleaseRecord]:
    """Those of one copy that are told once, and whose artists none of the others calls by another name: of two names
    that Discogs gives to one artist the last counts, and drafts keep the order.
    """
    times = Counter(record.discogs_id for record in records)
    names = {(one.discogs_id, one.name) for record in records for one in record.artists if one.discogs_id}
    called = Counter[int | None](number for number, _name in names)
    return [
        record
        for record in records
        if record.discogs_id and len(record.owned) == 1 == times[record.discogs_id]
        if all(called[artist.discogs_id] <= 1 for artist in record.artists)
    ]


def _told(record: ReleaseRecord) -> Words:
    copy = record.owned[0]
    words: dict[str, Any] = {name: value for name in OWNERS if (value := getattr(copy, name))}
    if copy.further:
        words["further"] = dict(copy.further)
    if copy.instance:
        words["instance_id"] = copy.instance
    return words | {name: value for name, value in told_values(record).items() if value}


def _is_credited(record: ReleaseRecord, stored: Sequence[Credit]) -> bool:
    """Whether `stored` names the same artists alike. Whom an exact record means that lacks some of Discogs' numbers, or
    another that has some, is for drafts to find out.
    """
    numbers = [one.discogs_id for one in record.artists]
    is_known = all(numbers) and numbers == [number for number, _words in stored]
    words = [(one.name, one.credited_as, one.join_phrase) for one in record.artists]
    is_meant = is_known if record.is_exact else not any(numbers)
    return is_meant and words == [words for _number, words in stored]


def _stands(row: Words, told: Words, source: str) -> bool:
    """Whether it is owned now, in one copy and from the same source, with all that is told."""
    if row["removed_at"] or row["more_copies"] or row["source"] != source:
        return False
    for name, value in told.items():
        present = row[name]
        wanted = {**present, **value} if name == "further" else value
        is_told = bool(present) if name in ONLY_WHEN_EMPTY else present == wanted
        if not is_told:
            return False
    return True
