"""Which artist a name means, and which work a title, where no number tells: however people, services and editions write
them.

What a person renamed keeps its former names: by them the next import of the same file means the same.
"""

import re
from collections.abc import Iterable
from itertools import permutations, product

from collection.models import Album, Artist
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
    present = product(keys_of_artists(album), [folded(album.title)])
    return sorted({*(album.former_names or ()), *map(_BETWEEN.join, present)})


def former_names(album: Album) -> set[tuple[str, str]]:
    """The keys of artist and title by which a file may still call it."""
    parts = (name.partition(_BETWEEN) for name in album.former_names or ())
    return {(artist, title) for artist, _between, title in parts}


def keys_of_artists(album: Album) -> set[str]:
    """The keys by which the album's artists are found, with those of former names."""
    artists = [credit.artist for credit in album.album_artists.all()]
    return {key for one in artists for key in (one.key, artist_of(one.name), *(one.former_names or ()))}
