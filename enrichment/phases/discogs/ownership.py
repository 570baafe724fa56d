"""What a collection that was read whole says of ownership: how many copies, and which albums are gone."""

from collections import Counter
from collections.abc import Iterable

from django.utils import timezone

from collection.models import Album
from collection.models.album import AlbumSource
from enrichment.models import RunItem

CHUNK = 500


def compare(last: RunItem, instances: Iterable[tuple[int, int]], announced: int, unreadable: int) -> list[Album]:
    """Write the copies and mark albums of the Discogs collection that are not in it any more; return those.

    `instances` are the last page's; those of earlier pages are in the items of its phase. Nothing is marked when rows
    were unreadable or fewer came than the service announced. Two numbers per copy are held in memory.
    """
    seen = set(instances)
    earlier = RunItem.objects.filter(phase_id=last.phase_id, work_key__startswith="page:").exclude(pk=last.pk)
    for after in earlier.values_list("after", flat=True).iterator(chunk_size=CHUNK):
        seen.update((release, instance) for release, instance in after.get("instances", ()))
        unreadable += after.get("unreadable", 0)
    copies = Counter(release for release, _instance in seen)
    _write_copies(copies)
    return _mark_gone(copies) if seen and not unreadable and len(seen) >= announced else []


def _write_copies(copies: Counter[int]) -> None:
    changed = []
    rows = Album.objects.filter(discogs_id__isnull=False).only("discogs_id", "copies", "locked_fields")
    for album in rows.iterator(chunk_size=CHUNK):
        number = copies.get(album.discogs_id or 0, 0)
        if number and number != album.copies and not album.is_locked("copies"):
            album.copies = number
            changed.append(album)
    Album.objects.bulk_update(changed, ["copies"], batch_size=CHUNK)


def _mark_gone(copies: Counter[int]) -> list[Album]:
    owned = Album.objects.filter(source=AlbumSource.DISCOGS, discogs_id__isnull=False, removed_at__isnull=True)
    known = owned.values_list("pk", "discogs_id").iterator(chunk_size=CHUNK)
    gone = [pk for pk, discogs_id in known if discogs_id not in copies]
    for start in range(0, len(gone), CHUNK):
        Album.objects.filter(pk__in=gone[start : start + CHUNK]).update(removed_at=timezone.now())
    return [album for start in range(0, len(gone), CHUNK) for album in _with_names(gone[start : start + CHUNK])]


def _with_names(pks: list[int]) -> Iterable[Album]:
    return Album.objects.with_credits().filter(pk__in=pks).order_by("pk")
