"""Passages of the prompt that came back in a text."""

import re
from collections.abc import Iterator
from functools import cache

from enrichment.providers.texts.plain import EXAMPLE_TEXTS, EXAMPLE_WORDS, PLAIN_SYSTEM
from enrichment.providers.texts.prompts import SYSTEM
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.sentences import spoken_words

_RUN, _PIECE = 7, 4
# Marks that survive a translation of the prompt.
_MARKS = re.compile(r"\bJSON\b|\b170\b\D{1,6}\b230\b|[\"“](?:original year|catalogue number|tracklist)[\"”]\s*:")
# Every mark holds one of these, which are found much faster.
_SIGNS = ("JSON", "230", "original year", "catalogue number", "tracklist")


def find_echo(prose: Prose) -> str:
    """A mark of the prompt, a name out of its example, or seven words in a row of either; "" for none of them."""
    text, keys = prose.text, prose.spoken
    mark = _MARKS.search(text) if any(sign in text for sign in _SIGNS) else None
    if mark:
        return mark.group()
    if foreign := [word for word in EXAMPLE_WORDS & prose.words if not prose.is_known(word)]:
        return min(foreign)
    # The text cut in pieces of four words: any seven in a row hold one of them whole.
    pieces = zip(*(keys[start::_PIECE] for start in range(_PIECE)), strict=False)
    if _instructions(_PIECE).isdisjoint(pieces):
        return ""
    instructions = _instructions(_RUN)
    return " ".join(next((run for run in _runs(keys, _RUN) if run in instructions), ()))


@cache
def _instructions(size: int) -> frozenset[tuple[str, ...]]:
    told = (SYSTEM, PLAIN_SYSTEM, *EXAMPLE_TEXTS.values())
    return frozenset(run for text in told for run in _runs(spoken_words(text), size))


def _runs(keys: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    """Every so many words in a row."""
    return zip(*(keys[start:] for start in range(size)), strict=False)
