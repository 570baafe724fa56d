"""How well a candidate's name is the name asked for. Equality only: no prefix, no similarity, no contained name.

Writings that differ by habit or script are looser. They prove nothing by themselves: a shared title must stand by.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii

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


_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_AND = re.compile(r"(?<!\S)(?:y|e|i|und|u|et|con|with|mit|avec|och|og|en|&|\+|n'|'n'|'n)(?!\S)")
_ARTICLE = re.compile(r"^(?:the|a|an|les|la|le|los|las|el|il|die|der|das|de|het|os|as) (?=\S)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# Marks and letters of other alphabets that stylised names set for the letter they look like.
_LOOKALIKES = str.maketrans(
    {"$": "s", "!": "i", "¥": "y", "€": "e", "£": "l", "@": "a", "∆": "a", "δ": "a", "λ": "a", "ʌ": "a", "ξ": "e"}
    | {"σ": "e", "ø": "o", "θ": "o", "я": "r", "и": "n", "†": "t", "₿": "b", "ǝ": "e", "в": "b", "н": "h", "р": "p"}
    | {"с": "c", "х": "x", "у": "y", "т": "t", "м": "m", "к": "k", "о": "o", "а": "a", "е": "e"}
)


def loosely_equal(one: str, other: str) -> bool:
    """Whether the names may be two writings of one: `Pink` and `P!nk`, `Кино` and `Kino`, `Cure` and `The Cure`."""
    return not loose_forms(one).isdisjoint(loose_forms(other))


@lru_cache(1_000)
def loose_forms(name: str) -> frozenset[str]:
    """Everything that a careful reader may take the name for; forms of fewer than three letters tell nothing."""
    texts = {form for reading in _readings(literal(base_form(name))) for form in (reading, _ARTICLE.sub("", reading))}
    forms = {folded(spelt) or spelt for text in texts for spelt in _spellings(_AND.sub("and", text))}
    return frozenset(form for form in forms if len(form) >= _SHORTEST_KEY)


def _readings(text: str) -> Iterator[str]:
    """The name, the name beside its brackets, what stands in them, and its parts of one script."""
    yield text
    yield " ".join(_BRACKETS.sub(" ", text).split())
    yield from (part for found in _BRACKETS.findall(text) for part in found if part)
    if not text.isascii():
        words = text.split()
        yield " ".join(word for word in words if word.isascii())
        yield " ".join(word for word in words if not word.isascii())


def _spellings(text: str) -> Iterator[str]:
    yield text
    yield text.translate(_UMLAUTS)
    yield text.translate(_LOOKALIKES)
    if not text.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
        yield bare
        yield anyascii(text).lower()
        yield anyascii(bare).lower()
