"""What a collection that was read whole says of ownership: how many copies, and which albums seem to be gone."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypedDict

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from collection.importing.owners import without_gone
from collection.models import Album
from collection.models.album import AlbumSource
from enrichment.models import RunItem

CHUNK = 500


class PageRead(TypedDict):
    """What a page's item keeps of it: a pair of release and instance id for every copy, what the service announced in
    all, how many rows could not be read, and whose collection it is.
    """

    instances: list[tuple[int, int]]
    total: int
    unreadable: int
    username: str


# More than these at once are no ordinary day: a person is asked before any is marked.
MANY = 10
MANY_SHARE = 0.1


class Missing(NamedTuple):
    """Albums of the Discogs collection that were not on any page; `asks` when a person had better say so first."""

    albums: list[Album]
    asks: bool


def compare(last: RunItem, page: PageRead) -> Missing:
    """Write how many copies there are, and name the albums that are not in the collection any more.

    `page` is the last one; those before are in the items of its phase. Nothing is missing when rows were unreadable,
    fewer came than were announced, or the collection was changed between two pages. Two numbers per copy are held in
    memory.
    """
    seen, total, is_whole = set(page["instances"]), page["total"], not page["unreadable"]
    earlier = RunItem.objects.filter(phase_id=last.phase_id, work_key__startswith="page:").exclude(pk=last.pk)
    for after in earlier.values_list("after", flat=True).iterator(chunk_size=CHUNK):
        seen.update((release, instance) for release, instance in after.get("instances", ()))
        is_whole = is_whole and not after.get("unreadable") and after.get("total", total) == total
    copies = Counter(release for release, _instance in seen)
    rows = Album.objects.filter(discogs_id__isnull=False).order_by().values_list("pk", "discogs_id", "copies")
    others = [pk for pk, release, known in rows.iterator() if copies.get(release or 0, known) != known]
    for chunk in _chunks(others):
        albums = [one for one in Album.objects.filter(pk__in=chunk) if not one.is_locked("copies")]
        for album in albums:
            album.copies = copies.get(album.discogs_id or 0, album.copies)
        Album.objects.bulk_update(albums, ["copies"])
    if not (seen and is_whole and len(seen) >= total):
        return Missing([], asks=False)
    _drop_gone_copies(seen)
    return _missing(copies, last, page["username"])


def _missing(copies: Counter[int], last: RunItem, username: str) -> Missing:
    owned = Album.objects.filter(source=AlbumSource.DISCOGS, discogs_id__isnull=False, removed_at__isnull=True)
    known = list(owned.values_list("pk", "discogs_id"))
    gone = [pk for pk, discogs_id in known if discogs_id not in copies]
    albums = Album.objects.with_credits().order_by("pk")
    missing = [album for chunk in _chunks(gone) for album in albums.filter(pk__in=chunk)]
    are_many = len(gone) > MANY and len(gone) > MANY_SHARE * len(known)

    earlier = RunItem.objects.filter(work_key="page:1", phase__name=last.phase.name, run_id__lt=last.run_id)
    before = earlier.order_by("-pk").values_list("after", flat=True).first() or {}
    was_anothers = str(before.get("username", username)).casefold() != username.casefold()
    return Missing(missing, asks=are_many or was_anothers)


def mark_gone(album_id: int) -> bool:
    """False when it was marked or deleted already."""
    still = Album.objects.filter(pk=album_id, removed_at__isnull=True)
    return bool(still.update(removed_at=timezone.now()))


def _drop_gone_copies(seen: set[tuple[int, int]]) -> None:
    """Of an album that is still there, what was said of a copy that is not."""
    instances: dict[int, set[int]] = defaultdict(set)
    albums = list(Album.objects.filter(discogs_id__isnull=False).exclude(more_copies=[]))
    numbered = {album.discogs_id for album in albums}
    for release, instance in seen:
        if release in numbered:
            instances[release].add(instance)
    for album in albums:
        there = instances.get(album.discogs_id or 0, {0})
        if 0 not in there and (changes := without_gone(album, there, len(there))):  # 0: a copy without its number
            for column, value in changes.items():
                setattr(album, column, value)
            album.save(update_fields=list(changes))


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    return (pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK))


def take_back(item: RunItem) -> str:
    """See `Phase.take_back`: an album that was marked as gone is in the collection again."""
    if not item.after.get("removed"):
        return _("What a source told cannot be taken back.")
    back = Album.objects.filter(pk=item.album_id or 0, removed_at__isnull=False).update(removed_at=None)
    return "" if back else _("It is back already, or was deleted since.")


def count_standing(items: QuerySet[RunItem]) -> int:
    """See `Phase.count_standing`."""
    return items.filter(after__removed=True, album__removed_at__isnull=False).count()
