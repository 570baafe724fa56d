"""Credits of a release in the order in which people care for them. Plain text: `Bob Power – Recorded By, Mixed By`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

SHOWN = 12
_DASH = " – "
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


class Personnel(NamedTuple):
    """The credits to show, and those behind "and 14 more"."""

    first: list[str]
    rest: list[str]


def by_importance(lines: Sequence[str]) -> list[str]:
    """Those who wrote, produced and played before engineers, designers and managers; else as they stand."""
    return sorted(lines, key=_rank)


def personnel(lines: Sequence[str]) -> Personnel:
    ordered = by_importance(lines)
    return Personnel(ordered[:SHOWN], ordered[SHOWN:])


def _rank(line: str) -> tuple[int, bool]:
    """Helpers stand behind those they helped: a sleeve may name ten of them."""
    ranks = []
    for role in line.partition(_DASH)[2].casefold().split(", "):
        named = role.partition("[")[0].strip() or role
        found = (rank for rank, words in enumerate(_RANKS) if words.search(named))
        rank = len(_RANKS) - 1 if "executive" in named else next(found, _PLAYING)
        ranks.append((rank, bool(_HELPING.search(role))))
    return min(ranks)
