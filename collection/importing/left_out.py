"""Folders that the owner leaves out, such as "Sold": what lies in them is not brought in, or hidden if it is there."""

from collections.abc import Iterable
from typing import Self

from django.db import transaction
from django.db.models import Q

from collection.importing.owners import first_that_stays
from collection.importing.records import ReleaseRecord
from collection.models import Album, LeftOutFolder

NAME_LENGTH = 200


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
        if changes := first_that_stays(album, {}, left_out):
            for column, value in changes.items():
                setattr(album, column, value)
            album.save(update_fields=list(changes))
