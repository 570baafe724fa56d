"""What a sleeve prints, as pages show it. Plain text in, plain rows out.

A tracklist stands disc by disc or side by side, where the positions tell them; credits (`Bob Power – Recorded By, Mixed
By`) in the order in which people care for them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

HEADING = "heading"
_SIDE = re.compile(r"([A-Z])\d*(?:[a-z]|\.\d+)?$")
_NAME_OF_PART = re.compile(
    r"(?:side|face|seite|lato|cara|lado|kant|dis[ck]|disque|cd|lp|dvd)\s*(\w{1,2})", re.IGNORECASE
)
_DISC = re.compile(r"(CD|DVD|LP|SACD|BD|Blu-ray)?\s?(\d{0,2})-\d+(?:[a-z]|\.\d+)?$", re.IGNORECASE)
Track = Mapping[str, str]

# By the first word that a role holds: who wrote it, who made it, who plays; then the studio, the sleeve, the office.
_RANKS = [
    re.compile(r"\b(?:written|composed|music by|lyrics|words by|songwriter|libretto)"),
    re.compile(r"\b(?:produc(?!tion (?:manager|assist))|arranged|conductor|adapted)"),
    re.compile(
        r"\b(?:featuring|performer|vocals?|voice|rap|guitar|bass|drum|piano|keyboard|synth|organ|saxophone|trumpet)"
    ),
    re.compile(r"\b(?:dj mix|remix|turntables|scratch|programmed)"),
    re.compile(r"\b(?:engineer|record(?:ed|ing)|mix(?:ed|ing)|master|lacquer|technician|edited|transferred|cut by)"),
    re.compile(r"\b(?:art|design|photo|sleeve|liner|layout|illustration|typography|graphics|make-?up|text by|cover)"),
    re.compile(r"\b(?:management|manager|coordinator|a&r|legal|supervis|executive|production|compiled|research|other)"),
]
_HELPING = re.compile(r"\b(?:additional|assist|backing)")
_PLAYING = 2  # whoever is in none of these plays some instrument


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


def by_importance(lines: Sequence[str]) -> list[str]:
    """Those who wrote, produced and played before engineers, designers and managers; else as they stand."""
    return sorted(lines, key=_rank)


def _rank(line: str) -> tuple[int, bool]:
    """Helpers stand behind those they helped: a sleeve may name ten of them."""
    ranks = []
    for role in line.partition(" – ")[2].casefold().split(", "):
        named = role.partition("[")[0].strip() or role
        found = (rank for rank, words in enumerate(_RANKS) if words.search(named))
        rank = len(_RANKS) - 1 if "executive" in named else next(found, _PLAYING)
        ranks.append((rank, bool(_HELPING.search(role))))
    return min(ranks)
