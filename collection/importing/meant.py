"""Which artist a name means, which work a title, and so which album a record, where no number tells: however people,
services and editions write them.

What a person renamed keeps its former names: by them the next import of the same file means the same.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations, product

from django.db.models import Q

from collection.importing.records import ReleaseRecord
from collection.models import Album, AlbumArtist, Artist
from collection.models.album import AlbumSource
from collection.naming import artist_key, folded, literal, remembered, strip_disambiguation

VARIOUS = "various"
_VARIOUS = frozenset(
    folded(name)
    for name in (
        *("Various", "Various Artists", "Various Artist", "VA", "V.A.", "V/A", "Artistes divers", "Artistes variés"),
        *("Multi-interprètes", "Verschiedene", "Verschiedene Interpreten", "Verschiedene Künstler", "Diverse"),
        *("Diverse Interpreten", "Varios", "Varios artistas", "Artisti vari", "AA.VV.", "Vários", "Vários artistas"),
        *("Diverse artiesten", "Blandade artister", "Diverse artister", "Diverse kunstnere", "Eri esittäjiä"),
        *("Różni wykonawcy", "Разные исполнители", "Сборник", "ヴァリアス・アーティスト", "オムニバス", "群星"),
    )
)
# What joins the names of several artists; only where every part is credited does it count as several.
_JOINTS = re.compile(r"\s*(?:,|&|/|\+|;|\b(?:and|et|und|feat|ft|with|vs|x)\b\.?)\s*", re.IGNORECASE)
_GUESTS = re.compile(r"\s+[(\[]?(?:feat|ft|featuring)\b.*$", re.IGNORECASE)
_ARTICLE = "the"
_MOST_TURNED = 3  # of so many names every order is tried

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EDITION = re.compile(
    r"(?:re-?master(?:ed|s)?|deluxe|re-?issued?|expanded|anniversary|bonus|edition|explicit|mono|stereo|version)\b"
)
# What a service adds to the name of a record, or to that of one disc of it.
_DISC = re.compile(
    r"\s*[-–:,/]?\s+(?:cd|dis[ck]|disque)\s*(?:[0-9]{1,2}|one|two|three|four|a|b|i{1,3}|iv|v)"
    r"(?:\s+of\s+[0-9]{1,2})?(?:\s*[-–:]\s.*)?$"
)
_KIND = re.compile(r"\s+(?:[-–]\s+(?:the\s+)?(?:ep|single|lp)|ep|e\.p\.|lp)$")
_BARE_EDITION = re.compile(
    r"\s+(?:[0-9]{1,3}th anniversary|(?:super )?deluxe|special|expanded|limited|legacy|collector's|anniversary"
    r"|remastered|bonus track)\s+(?:edition|version)$"
)

_BETWEEN = "\t"  # stands in no key


@remembered
def artist_of(name: str) -> str:
    """The key of an artist by name alone: no "(2)", no article, no guests, and one name for "Various Artists"."""
    if folded(name) in _VARIOUS:
        return VARIOUS
    alone = strip_disambiguation(name)
    key = artist_key(_GUESTS.sub("", alone) or alone)
    shorter = key.removeprefix(_ARTICLE)
    return shorter if len(shorter) >= len(_ARTICLE) else key


def parts_of(name: str) -> list[str]:
    """The names that a joint name is made of, itself where it is no joint one."""
    return [part for part in _JOINTS.split(name) if part.strip()]


def names_in(name: str) -> set[str]:
    """The keys of the artists in a joint name."""
    return set(map(artist_of, parts_of(name)))


def sides_of(name: str) -> list[str]:
    """`Junko Ohashi = 大橋純子` is one artist under two names."""
    return [side for side in name.split(" = ") if side.strip()]


def keys_of(name: str) -> set[str]:
    """The keys under which an artist may stand, by whichever of several names."""
    meant = {artist_of(side) for side in sides_of(name)}
    keys = {key for one in meant for key in (one, _ARTICLE + one)}
    return keys | _VARIOUS if VARIOUS in meant else keys


def joint_keys(names: Iterable[str]) -> set[str]:
    """The keys of several artists as one name, in whatever order and however joined."""
    meant = list(dict.fromkeys(map(artist_of, names)))
    if not 1 < len(meant) <= _MOST_TURNED:
        return set()
    return {joint.join(order) for order in permutations(meant) for joint in ("", "and")}


@remembered
def work_key(title: str) -> str:
    """`The Wall - CD2` and `The Wall (Deluxe Edition)` are `thewall`; the number of a volume stays."""
    text = literal(title)
    one = text.partition(" = ")[0] or text
    plain = " ".join(_BRACKETED.sub(" ", one).split()) or one
    for sign in (" - ", ": "):
        head, found, tail = plain.rpartition(sign)
        if found and head.strip() and _EDITION.search(tail):
            plain = head
    shorter = _KIND.sub("", _BARE_EDITION.sub("", _DISC.sub("", plain))).strip(" -,:/") or one
    return folded(shorter) or folded(text) or text.replace(" ", "")


def names_of_artist(pk: int) -> list[str]:
    """The keys of the stored artist, before a new name is saved."""
    artist = Artist.objects.get(pk=pk)
    return sorted({*(artist.former_names or ()), artist.key})


def names_of_album(pk: int) -> list[str] | None:
    """The names of the stored album, before new ones are saved. One with a number gets no further ones."""
    album = Album.objects.with_credits().get(pk=pk)
    if album.discogs_id:
        return album.former_names
    present = product(_keys_of_artists(album), [folded(album.title)])
    return sorted({*(album.former_names or ()), *map(_BETWEEN.join, present)})


def _keys_of_artists(album: Album) -> set[str]:
    """The keys by which the album's artists are found, with those of former names."""
    artists = [credit.artist for credit in album.album_artists.all()]
    return {key for one in artists for key in (one.key, artist_of(one.name), *(one.former_names or ()))}


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
        for key in {*product(_keys_of_artists(album), _titles(album.title)), *_former_names(album)}:
            found[key].append(album)
    return found


def _former_names(album: Album) -> set[tuple[str, str]]:
    """The keys of artist and title by which a file may still call it."""
    parts = (name.partition(_BETWEEN) for name in album.former_names or ())
    return {(artist, title) for artist, _between, title in parts}


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
    was_named_so = bool(_former_names(album).intersection(product(_keys(record), [folded(record.title)])))
    return (key(album.title) == key(record.title) or was_named_so) and is_compatible
