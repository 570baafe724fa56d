"""A tracklist as a sleeve prints it: side by side, where the positions tell sides."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

_SIDE = re.compile(r"([A-Z])\d*$")


@dataclass(frozen=True)
class Side:
    """`name` is a letter, or empty when the positions tell no sides."""

    name: str
    tracks: list[Mapping[str, str]] = field(default_factory=list)


def sides(tracklist: Iterable[object]) -> list[Side]:
    tracks = [track for track in tracklist if isinstance(track, Mapping)]
    if not all(_side_of(track) for track in tracks):
        return [Side("", tracks)]
    return [Side(name, list(group)) for name, group in groupby(tracks, _side_of)]


def _side_of(track: Mapping[str, str]) -> str:
    found = _SIDE.match(str(track.get("position", "")))
    return found[1] if found else ""
