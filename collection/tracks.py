"""A tracklist as a sleeve prints it: disc by disc or side by side, where the positions tell them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

HEADING = "heading"
_SIDE = re.compile(r"([A-Z])\d*(?:[a-z]|\.\d+)?$")
_NAME_OF_PART = re.compile(
    r"(?:side|face|seite|lato|cara|lado|kant|dis[ck]|disque|cd|lp|dvd)\s*(\w{1,2})", re.IGNORECASE
)
_DISC = re.compile(r"(CD|DVD|LP|SACD|BD|Blu-ray)?\s?(\d{0,2})-\d+(?:[a-z]|\.\d+)?$", re.IGNORECASE)
Track = Mapping[str, str]


@dataclass(frozen=True)
class Side:
    """`name` is a letter, or empty when the positions tell no sides; `disc` a number, a carrier (`DVD`, `CD 2`) or
    empty.
    """

    name: str
    tracks: list[Track] = field(default_factory=list)
    disc: str = ""


def heard(tracklist: Iterable[object]) -> list[Track]:
    """What can be listened to: the tracks without the headings between them."""
    return [track for track in tracklist if isinstance(track, Mapping) and track.get("kind") != HEADING]


def headings(tracklist: Iterable[object]) -> list[str]:
    """The works that a tracklist names between its tracks, or the parts of a record."""
    lines = (track for track in tracklist if isinstance(track, Mapping) and track.get("kind") == HEADING)
    return [str(line.get("title", "")) for line in lines if line.get("title")]


def sides(tracklist: Iterable[object]) -> list[Side]:
    tracks = [track for track in tracklist if isinstance(track, Mapping)]
    # Disc and side of each: a heading stands with the track below it, a part without position with its whole.
    places: list[tuple[str, str] | None] = []
    for track in tracks:
        position = str(track.get("position", ""))
        if track.get("kind") == HEADING:
            places.append(None)
        elif not position and places:
            places.append(places[-1])
        elif side := _SIDE.match(position):
            places.append(("", side[1]))
        else:
            carrier = _DISC.match(position)
            places.append((" ".join(filter(None, carrier.groups())), "") if carrier else ("", ""))
    for number in reversed(range(len(places) - 1)):
        places[number] = places[number] or places[number + 1]

    placed = [(place or ("", ""), track) for place, track in zip(places, tracks, strict=True)]
    discs = {disc for (disc, _letter), _track in placed}
    if not all(any(place) for place, _track in placed) or (len(discs) == 1 and "" not in discs):
        return [Side("", tracks)]
    groups = groupby(placed, key=lambda pair: pair[0])
    return [
        Side(letter, [track for _place, track in group if not _repeats(track, letter or disc)], disc)
        for (disc, letter), group in groups
    ]


def _repeats(track: Track, part: str) -> bool:
    """Whether a heading ("Side A") says no more than the name of its side or disc, which is shown already."""
    named = _NAME_OF_PART.fullmatch(str(track.get("title", "")).strip()) if track.get("kind") == HEADING else None
    return bool(named and part and part.split()[-1] == named[1].upper())
