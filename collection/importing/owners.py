"""What a record says of ownership: that there is a copy, from where it came, and the owner's words on each. Folders
that the owner leaves out, such as "Sold", are not brought in, or hidden if they are there.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self

from django.db import transaction
from django.db.models import Q

from collection.importing.records import OwnedCopy, ReleaseRecord
from collection.models import Album, LeftOutFolder
from collection.models.album import OWNERS, AlbumSource

_FIRST = (*OWNERS, "added_at", "instance_id")  # the columns of an album that speak of its first copy
_NEVER = datetime.max.replace(tzinfo=UTC)
Words = dict[str, Any]
_EMPTY: Words = {one.name: one.get_default() for one in Album._meta.concrete_fields if one.name in OWNERS}
NAME_LENGTH = 200


def owners_changes(album: Album, record: ReleaseRecord, left_out: Container[str] = ()) -> Words:
    """The columns of `album` that the record changes. One without owned copies tells facts alone.

    A copy in one of the folders that are `left_out` stands behind the others.
    """
    if not record.owned:
        return {}
    # An album that was gone is back, and one that was only heard, or had no number, is owned by name now.
    changes: Words = {"removed_at": None} if album.removed_at else {}
    is_promoted = album.source in (AlbumSource.LASTFM, AlbumSource.IMPORT) and record.source != AlbumSource.LASTFM
    if is_promoted and album.source != record.source and (record.discogs_id or album.source == AlbumSource.LASTFM):
        changes["source"] = record.source

    first, more = _placed(
        album, sorted(record.owned, key=lambda copy: (copy.folder in left_out, copy.added_at or _NEVER))
    )
    if record.copies is not None and not any(copy.instance for copy in record.owned):
        # A file tells all copies, save those that Discogs numbered: what it no longer has goes.
        more = [one for place, one in enumerate(more, 2) if place <= record.copies or one.get("instance")]
    told: Words = {}
    if first is not None:
        told = {name: getattr(first, name) for name in OWNERS if not album.is_locked(name)}
        if "further" in told:  # columns that are added to those there are
            told["further"] = {**album.further, **dict(first.further)} if first.further else {}
        told["instance_id"] = first.instance
    changes |= {name: value for name, value in told.items() if value and value != getattr(album, name)}
    changes |= {} if more == album.more_copies else {"more_copies": more}
    return changes | _first_that_stays(album, changes, left_out)


def _first_that_stays(album: Album, changes: Words, left_out: Container[str]) -> Words:
    """The columns after which another copy stands first, where that one's folder is left out and the other's is not.

    `changes` are on their way to the album. Words that a person locked stay where they are.
    """
    if changes.get("folder", album.folder) not in left_out or any(map(album.is_locked, OWNERS)):
        return {}
    present: Words = {name: changes.get(name, getattr(album, name)) for name in (*_FIRST, "more_copies")}
    more = present.pop("more_copies")
    place = next((place for place, copy in enumerate(more) if copy.get("folder", "") not in left_out), None)
    if place is None:
        return {}
    former = {"instance" if name == "instance_id" else name: value for name, value in present.items() if value}
    if present["added_at"]:
        former["added_at"] = present["added_at"].isoformat()
    return {**_as_first(more[place]), "more_copies": [*more[:place], former, *more[place + 1 :]]}


def without_gone(album: Album, instances: Container[int], count: int) -> Words:
    """The columns that change when Discogs has `count` copies of the album, and of its numbered ones `instances` alone.

    Further copies that a file told of are kept as far as there are so many.
    """
    more = [one for one in album.more_copies if one.get("instance") is None or one["instance"] in instances]
    if album.instance_id is not None and album.instance_id not in instances and more:
        return {**_as_first(more[0]), "more_copies": more[1:count]}
    more = more[: max(count - 1, 0)]
    return {} if more == album.more_copies else {"more_copies": more}


def _placed(album: Album, copies: Sequence[OwnedCopy]) -> tuple[OwnedCopy | None, list[Words]]:
    """The first copy, where it is told, and all further ones with what is told of them.

    Copies that Discogs numbers are found by their numbers: a page of the collection tells some of them only. Those of
    a file are all there, in their order.
    """
    more: list[Words] = [dict(one) for one in album.more_copies]
    first, of_first = None, album.instance_id
    for counted, copy in enumerate(copies):
        place = counted if copy.instance is None else _place_of(of_first, more, copy.instance)
        if place == 0:
            first, of_first = copy, copy.instance
        elif place <= len(more):
            more[place - 1] = _merged(more[place - 1], copy)
        else:
            more.append(_merged({}, copy))
    return first, more


def _place_of(of_first: int | None, more: Sequence[Mapping[str, Any]], instance: int) -> int:
    if of_first in (None, instance):
        return 0
    known = [one.get("instance") for one in more]
    if instance in known:
        return known.index(instance) + 1
    return known.index(None) + 1 if None in known else len(more) + 1


def _merged(present: Words, copy: OwnedCopy) -> Words:
    told = {name: value for name, value in copy._asdict().items() if value}
    if "further" in told:
        told["further"] = {**present.get("further", {}), **dict(copy.further)}
    if copy.added_at:
        told["added_at"] = present.get("added_at") or copy.added_at.isoformat()
    return {**present, **told}


def _as_first(copy: Words) -> Words:
    columns: Words = {name: copy.get(name, _EMPTY[name]) for name in OWNERS}
    columns |= {"instance_id": copy.get("instance")}
    return {**columns, "added_at": datetime.fromisoformat(copy["added_at"])} if copy.get("added_at") else columns


class LeftOut:
    """The names of such folders, in whatever case."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = {name.casefold() for name in names}

    @classmethod
    def chosen(cls) -> Self:
        return cls(LeftOutFolder.objects.values_list("name", flat=True))

    def __contains__(self, folder: object) -> bool:
        return bool(self._names) and str(folder).casefold() in self._names

    def holds(self, record: ReleaseRecord) -> bool:
        """Whether every copy of it that is told lies in such a folder."""
        return bool(self._names and record.owned) and all(copy.folder in self for copy in record.owned)


@transaction.atomic
def leave_out(folders: Iterable[str]) -> None:
    """Choose anew which folders are left out. Nothing is deleted: what was hidden shows again once its folder does."""
    names = list(dict.fromkeys(name for folder in folders if (name := " ".join(folder.split())[:NAME_LENGTH])))
    LeftOutFolder.objects.exclude(name__in=names).delete()
    LeftOutFolder.objects.bulk_create([LeftOutFolder(name=name) for name in names], ignore_conflicts=True)
    left_out = LeftOut(names)
    there = Q(pk__in=[])
    for name in names:
        there |= Q(folder__iexact=name)
    for album in Album.objects.select_for_update().filter(there).exclude(more_copies=[]):
        if changes := _first_that_stays(album, {}, left_out):
            for column, value in changes.items():
                setattr(album, column, value)
            album.save(update_fields=list(changes))
