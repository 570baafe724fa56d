"""How well a candidate's name is the name asked for. Equality only: no prefix, no similarity, no contained name."""

import re
from collections.abc import Sequence
from enum import IntEnum

from collection.naming import base_form, folded, literal

_SHORTEST_KEY = 3
_SHORTEST_WITHOUT_ARTICLE = 5
_LEADING_THE = re.compile(r"^the ")
_GUESTS = re.compile(
    r"\s(?:[(\[]\s*(?:feat|ft|featuring|with)\b\.?|feat\.|ft\.|featuring\s)\s*[^\s)\]].*", re.IGNORECASE | re.DOTALL
)


class Tier(IntEnum):
    """Kinds of equality, the best first."""

    AS_WRITTEN = 0
    BASE = 1
    FOLDED = 2
    VARIATION = 3
    ARTICLE = 4
    LOOSE = 5  # another writing of the name, by habit or script: no match without a title of ours


def tier_of(query: str, name: str, variations: Sequence[str] = ()) -> Tier | None:
    """The best equality between the name asked for and a candidate's, or None: another artist."""
    written, base = literal(name), base_form(query)
    if not written:
        return None
    if written == literal(query):
        return Tier.AS_WRITTEN
    if written == literal(base):
        return Tier.BASE
    if _same_key(name, base, _SHORTEST_KEY):
        return Tier.FOLDED
    for known in map(base_form, variations):
        # One or two letters are an abbreviation, which many acts share.
        is_name = len(folded(known) or literal(known)) >= _SHORTEST_KEY
        if is_name and (written == literal(known) or _same_key(name, known, _SHORTEST_KEY)):
            return Tier.VARIATION
    if _same_key(_without_the(name), _without_the(base), _SHORTEST_WITHOUT_ARTICLE):
        return Tier.ARTICLE
    return None


def is_too_short_to_tell(query: str, name: str) -> bool:
    """Whether only the shortness of the name speaks against it, as with `M` and `-M-`: for a person to look at."""
    return _same_key(name, base_form(query)) and tier_of(query, name) is None


def lead_artist(query: str) -> str:
    """`A` of `A feat. B`; "" when the name lists no guest."""
    lead = _GUESTS.sub("", query, count=1).strip()
    return "" if lead == query.strip() else lead


def _same_key(one: str, other: str, shortest: int = 1) -> bool:
    key = folded(one)
    return len(key) >= shortest and key == folded(other)


def _without_the(name: str) -> str:
    return _LEADING_THE.sub("", literal(name))
