"""Albums without a Discogs number that a record means: one that was heard, or one of a list of the owner's own."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import product

from django.db.models import Q

from collection.importing.records import ReleaseRecord
from collection.meant import former_names, joint_keys, keys_of, keys_of_artists, parts_of, work_key
from collection.models import Album, AlbumArtist, Artist
from collection.models.album import AlbumSource
from collection.naming import folded


def counterparts(records: Sequence[ReleaseRecord]) -> dict[int, Album]:
    """For the place of a record among `records` the album that is the same; each album is found once.

    A record with a number takes up an album without one; a record without one is any album of its artist and title.
    Two albums with numbers are never the same. Rows stay locked.
    """
    wanted = [(place, record) for place, record in enumerate(records) if record.owned]
    by_name = _albums_by_name([record for _place, record in wanted])
    if not by_name:
        return {}
    found: dict[int, Album] = {}
    taken: set[int] = set()
    for place, record in wanted:
        wanted_keys = product(_keys(record), _titles(record.title))
        candidates = {album.pk: album for key in wanted_keys for album in by_name.get(key, ())}
        same = [one for one in candidates.values() if one.pk not in taken and _is_same(one, record)]
        if same:
            best = min(same, key=lambda one: (folded(one.title) != folded(record.title), one.pk))
            found[place] = best
            if record.discogs_id:
                taken.add(best.pk)
    return found


def _albums_by_name(records: Sequence[ReleaseRecord]) -> dict[tuple[str, str], list[Album]]:
    """By the artists' keys and the title's, also without the "(n)" that Discogs alone knows.

    An artist with such a number is found by the title. Records with numbers look among albums without one only, which
    are few: theirs is found by its number.
    """
    are_numbered = all(record.discogs_id for record in records)
    if not records or (are_numbered and not Album.objects.filter(discogs_id=None).exists()):
        return {}
    keys = {key for record in records for key in _keys(record)}
    credited = AlbumArtist.objects.filter(artist__key__in=keys).values("album")
    renamed = Album.objects.filter(former_names__isnull=False).order_by().values("pk")
    meant = Q(pk__in=credited) | Q(title__in={record.title for record in records}) | Q(pk__in=renamed)
    if are_numbered:
        meant &= Q(discogs_id=None)
    found: dict[tuple[str, str], list[Album]] = defaultdict(list)
    for album in Album.objects.select_for_update().with_credits().filter(meant).order_by("pk"):
        for key in {*product(keys_of_artists(album), _titles(album.title)), *former_names(album)}:
            found[key].append(album)
    return found


def _keys(record: ReleaseRecord) -> set[str]:
    """Of every spelling of its artists, with and without "(n)", and of all of them together in any order."""
    names = [name for one in record.artists for name in (one.name, one.credited_as) if name]
    shown = [one.credited_as or one.name for one in record.artists]
    joint = " ".join(f"{one.credited_as or one.name} {one.join_phrase or ','}" for one in record.artists).rstrip(" ,")
    together = joint_keys(shown if len(shown) > 1 else parts_of(joint))
    return together.union(map(Artist.key_of, (*names, joint)), *map(keys_of, (*names, joint)))


def _titles(title: str) -> set[str]:
    return {folded(title), work_key(title)}


def _is_same(album: Album, record: ReleaseRecord) -> bool:
    if album.discogs_id and record.discogs_id:
        return False
    key: Callable[[str], str] = work_key if AlbumSource.LASTFM in (album.source, record.source) else folded
    formats = {album.support, record.support} - {""}
    is_compatible = len(formats) < 2 or album.is_locked("support")
    was_named_so = bool(former_names(album).intersection(product(_keys(record), [folded(record.title)])))
    return (key(album.title) == key(record.title) or was_named_so) and is_compatible
