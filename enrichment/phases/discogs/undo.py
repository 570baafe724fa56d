"""Taking back fetched facts: the values before come back, unless one of them was changed or locked since."""

from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collection.models import Album
from enrichment.models import RunItem

CHUNK = 500


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`. The facts are not fetched again by themselves: `facts_at` stays."""
    album = Album.objects.select_for_update().filter(pk=item.album_id or 0).first()
    if album is None:
        return _("It was deleted since.")
    if not _stands(item, album):
        return _("The facts were changed since.")
    for name, value in item.before.items():
        setattr(album, name, value)
    album.save(update_fields=list(item.before))
    return ""


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`. An album keeps no run's number for its facts: the values themselves are compared."""
    rows = items.only("album_id", "after").order_by("pk").iterator(chunk_size=CHUNK)
    standing = 0
    while chunk := list(islice(rows, CHUNK)):
        albums = Album.objects.in_bulk([item.album_id for item in chunk if item.album_id])
        standing += sum(_stands(item, album) for item in chunk if (album := albums.get(item.album_id or 0)))
    return standing


def _stands(item: RunItem, album: Album) -> bool:
    return not any(album.is_locked(name) or getattr(album, name) != value for name, value in item.after.items())
