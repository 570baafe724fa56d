"""Who is meant by a name that no number tells apart, however services and people write it. Plain text."""

import re
from collections.abc import Iterable
from itertools import permutations

from collection.naming import artist_key, folded, remembered, strip_disambiguation

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
