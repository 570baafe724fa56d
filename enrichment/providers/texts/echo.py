"""Passages of the prompt that came back in a text."""

import re
from collections.abc import Iterator
from functools import cache

from enrichment.providers.texts.prompts import SYSTEM
from enrichment.providers.texts.sentences import spoken_words

_RUN = 7
# Marks that survive a translation of the prompt.
_MARKS = re.compile(r"\bJSON\b|\b170\b\D{1,6}\b230\b|[\"“](?:original year|catalogue number|tracklist)[\"”]\s*:")
# Every mark holds one of these, which are found much faster.
_SIGNS = ("JSON", "230", "original year", "catalogue number", "tracklist")


def find_echo(text: str) -> str:
    """A mark of the prompt, or seven words in a row out of its instructions; "" when there is neither."""
    mark = _MARKS.search(text) if any(sign in text for sign in _SIGNS) else None
    if mark:
        return mark.group()
    instructions = _instructions()
    if instructions.isdisjoint(_runs(text)):
        return ""
    return " ".join(next((run for run in _runs(text) if run in instructions), ()))


@cache
def _instructions() -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(SYSTEM))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every seven words in a row."""
    keys = spoken_words(text)
    return zip(*(keys[start:] for start in range(_RUN)), strict=False)
