"""Passages of the prompt that came back in a text."""

import re
from collections.abc import Sequence
from functools import cache

from collection.naming import folded
from enrichment.providers.texts.prompts import SYSTEM
from enrichment.providers.texts.sentences import words

_RUN = 7
# Marks that survive a translation of the prompt.
_MARKS = re.compile(r"\bJSON\b|\b170\b\D{1,6}\b230\b|[\"“](?:original year|catalogue number|tracklist)[\"”]\s*:")


def find_echo(text: str) -> str:
    """A mark of the prompt, or seven words in a row out of its instructions; "" when there is neither."""
    mark = _MARKS.search(text)
    if mark:
        return mark.group()
    tokens = words(text)
    return next(
        (" ".join(tokens[at : at + _RUN]) for at, run in enumerate(_runs(tokens)) if run in _instructions()), ""
    )


@cache
def _instructions() -> frozenset[str]:
    return frozenset(_runs(words(SYSTEM)))


def _runs(tokens: Sequence[str]) -> list[str]:
    """Every seven words in a row; each word is folded once, not seven times."""
    keys = [folded(token) for token in tokens]
    return ["".join(keys[start : start + _RUN]) for start in range(len(keys) - _RUN + 1)]
