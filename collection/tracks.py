"""A tracklist as a sleeve prints it: disc by disc or side by side, where the positions tell them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

HEADING = "heading"
_SIDE = re.compile(r"([A-Z])\d*(?:[a-z]|\.\d+)?$")
_DISC = re.compile(r"(?:(?:CD|DVD|LP|SACD|BD)\s?)?(\d{1,2})-\d+[a-z]?$")
Track = Mapping[str, str]


@dataclass(frozen=True)
class Side:
    """`name` is a letter, or empty when the positions tell no sides; `disc` a number, or empty."""

    name: str
    tracks: list[Track] = field(default_factory=list)
    disc: str = ""


def heard(tracklist: Iterable[object]) -> list[Track]:
    """What can be listened to: the tracks without the headings between them."""
    return [track for track in tracklist if isinstance(track, Mapping) and track.get("kind") != HEADING]


def sides(tracklist: Iterable[object]) -> list[Side]:
    tracks = [track for track in tracklist if isinstance(track, Mapping)]
    placed = list(zip(_places(tracks), tracks, strict=True))
    discs = {disc for (disc, _letter), _track in placed}
    if not all(any(place) for place, _track in placed) or (len(discs) == 1 and "" not in discs):
        return [Side("", tracks)]
    groups = groupby(placed, key=lambda pair: pair[0])
    return [Side(letter, [track for _place, track in group], disc) for (disc, letter), group in groups]


def _places(tracks: list[Track]) -> list[tuple[str, str]]:
    """Disc and side of each line; a heading stands with the track below it."""
    places: list[tuple[str, str]] = []
    below = ("", "")
    for track in reversed(tracks):
        below = below if track.get("kind") == HEADING else _place_of(str(track.get("position", "")))
        places.append(below)
    return places[::-1]


def _place_of(position: str) -> tuple[str, str]:
    if side := _SIDE.match(position):
        return "", side[1]
    disc = _DISC.match(position)
    return (disc[1], "") if disc else ("", "")
