"""What a record says of ownership: that there is a copy, from where it came, and the owner's words on each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from collection.importing.records import OwnedCopy, ReleaseRecord
from collection.models import Album
from collection.models.album import OWNERS, AlbumSource

_COPY = (*OWNERS, "added_at", "instance")
Words = dict[str, Any]


def owners_changes(album: Album, record: ReleaseRecord) -> Words:
    """The columns of `album` that the record changes. One without owned copies tells facts alone."""
    if not record.owned:
        return {}
    changes = _standing(album, record)
    first, more = _placed(album, record.owned)
    changes |= {name: value for name, value in _words(album, first).items() if value and value != getattr(album, name)}
    return changes if more == album.more_copies else changes | {"more_copies": more}


def _standing(album: Album, record: ReleaseRecord) -> Words:
    """An album that was gone is back, and one that was only heard, or had no number, is owned by name now."""
    changes: Words = {"removed_at": None} if album.removed_at else {}
    is_promoted = album.source in (AlbumSource.LASTFM, AlbumSource.IMPORT) and record.source != AlbumSource.LASTFM
    if is_promoted and album.source != record.source and (record.discogs_id or album.source == AlbumSource.LASTFM):
        changes["source"] = record.source
    return changes


def _words(album: Album, copy: OwnedCopy | None) -> Words:
    """What is said of the first copy, without what a person locked; further columns are added to those there are."""
    if copy is None:
        return {}
    told = {name: getattr(copy, name) for name in OWNERS if not album.is_locked(name)}
    if "further" in told:
        told["further"] = {**album.further, **dict(copy.further)} if copy.further else {}
    return {**told, "instance_id": copy.instance}


def _placed(album: Album, copies: Sequence[OwnedCopy]) -> tuple[OwnedCopy | None, list[Words]]:
    """The first copy, where it is told, and all further ones with what is told of them.

    Copies that Discogs numbers are found by their numbers: a page of the collection tells some of them only. Those of
    a file are all there, in the order of their adding.
    """
    more: list[Words] = [dict(one) for one in album.more_copies]
    first, of_first = None, album.instance_id
    for counted, copy in enumerate(sorted(copies, key=_age)):
        place = counted if copy.instance is None else _place_of(of_first, more, copy.instance)
        if place == 0:
            first, of_first = copy, copy.instance
        elif place <= len(more):
            more[place - 1] = _merged(more[place - 1], copy)
        else:
            more.append(_merged({}, copy))
    return first, more


def _age(copy: OwnedCopy) -> float:
    return copy.added_at.timestamp() if copy.added_at else float("inf")


def _place_of(of_first: int | None, more: Sequence[Mapping[str, Any]], instance: int) -> int:
    if of_first in (None, instance):
        return 0
    known = [one.get("instance") for one in more]
    if instance in known:
        return known.index(instance) + 1
    return known.index(None) + 1 if None in known else len(more) + 1


def _merged(present: Words, copy: OwnedCopy) -> Words:
    told = {name: value for name, value in asdict(copy).items() if name in _COPY and value}
    if "further" in told:
        told["further"] = {**present.get("further", {}), **dict(copy.further)}
    if copy.added_at:
        told["added_at"] = present.get("added_at") or copy.added_at.isoformat()
    return {**present, **told}
