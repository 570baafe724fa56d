"""Albums without a Discogs number that a record means: one that was heard, or one of a list of the owner's own."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db.models import Q

from collection.importing.records import ReleaseRecord
from collection.models import Album, AlbumArtist, Artist
from collection.models.album import AlbumSource
from collection.naming import folded, strip_disambiguation
from collection.titles import work_key


def counterparts(records: Sequence[ReleaseRecord]) -> dict[int, Album]:
    """For the place of a record among `records` the album that is the same; each album is found once.

    A record with a number takes up an album without one; a record without one is any album of its artist and title.
    Two albums with numbers are never the same. Rows stay locked.
    """
    wanted = [(place, record) for place, record in enumerate(records) if record.owned]
    by_artist = _albums_by_artist([record for _place, record in wanted])
    if not by_artist:
        return {}
    found: dict[int, Album] = {}
    taken: set[int] = set()
    for place, record in wanted:
        candidates = {album.pk: album for key in _keys(record) for album in by_artist[key]}
        same = next((one for one in candidates.values() if one.pk not in taken and _is_same(one, record)), None)
        if same is not None:
            found[place] = same
            if record.discogs_id:
                taken.add(same.pk)
    return found


def _albums_by_artist(records: Sequence[ReleaseRecord]) -> dict[str, list[Album]]:
    """By the artists' keys, also without the "(n)" that Discogs alone knows; such an artist is found by the title.

    Records with numbers look among albums without one only, which are few: theirs is found by its number.
    """
    are_numbered = all(record.discogs_id for record in records)
    if not records or (are_numbered and not Album.objects.filter(discogs_id=None).exists()):
        return {}
    keys = {key for record in records for key in _keys(record)}
    credited = AlbumArtist.objects.filter(artist__key__in=keys).values("album")
    meant = Q(pk__in=credited) | Q(title__in={record.title for record in records})
    if are_numbered:
        meant &= Q(discogs_id=None)
    found: dict[str, list[Album]] = defaultdict(list)
    for album in Album.objects.select_for_update().with_credits().filter(meant).order_by("pk"):
        for artist in [credit.artist for credit in album.album_artists.all()]:
            for key in {artist.key, Artist.key_of(strip_disambiguation(artist.name))}:
                found[key].append(album)
    return found


def _keys(record: ReleaseRecord) -> set[str]:
    """Of every spelling of its artists, with and without "(n)", and of all of them together."""
    names = [name for one in record.artists for name in (one.name, one.credited_as) if name]
    joint = " ".join(f"{one.credited_as or one.name} {one.join_phrase or ','}" for one in record.artists).rstrip(" ,")
    return {Artist.key_of(name) for name in (*names, *map(strip_disambiguation, names), joint)}


def _is_same(album: Album, record: ReleaseRecord) -> bool:
    if album.discogs_id and record.discogs_id:
        return False
    key: Callable[[str], str] = work_key if AlbumSource.LASTFM in (album.source, record.source) else folded
    formats = {album.support, record.support} - {""}
    is_compatible = len(formats) < 2 or album.is_locked("support")
    return key(album.title) == key(record.title) and is_compatible
