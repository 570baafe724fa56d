"""Writings of a name that differ by habit or script. They prove nothing by themselves: a shared title must stand by."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from collection.naming import base_form, folded, literal

_SHORTEST = 3
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
    return frozenset(form for form in forms if len(form) >= _SHORTEST)


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
