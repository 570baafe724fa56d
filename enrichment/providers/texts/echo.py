"""What a text says again: our own instructions, the example in them, or its own sentences."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from enrichment.providers.texts.languages import LANGUAGES
from enrichment.providers.texts.plain import EXAMPLE_WORDS, PLAIN_SYSTEM, example_text
from enrichment.providers.texts.prompts import SYSTEM
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.writing import spoken_words

_ECHOED_RUN = 7
# Marks that survive a translation of the prompt.
_MARK = re.compile(r"\bJSON\b|\b170\b\D{1,6}\b230\b|[\"“](?:original year|catalogue number|tracklist)[\"”]\s*:")


def find_echo(prose: Prose) -> str:
    """A mark of the prompt, a name out of its example, or seven words in a row of either; "" for none of them."""
    if mark := _MARK.search(prose.text):
        return mark.group()
    if foreign := [word for word in EXAMPLE_WORDS & prose.words if not prose.is_known(word)]:
        return min(foreign)
    return " ".join(next((run for run in _runs(prose.spoken, _ECHOED_RUN) if run in _instructions()), ()))


@cache
def _instructions() -> frozenset[tuple[str, ...]]:
    told = (SYSTEM, PLAIN_SYSTEM, *map(example_text, LANGUAGES))
    return frozenset(run for text in told for run in _runs(spoken_words(text), _ECHOED_RUN))


_PIECES = re.compile(r"[.!?…]\W{0,6}\s|\n")
_RUN = 6
_REPEATED_SHARE = 0.15


def find_repetition(prose: Prose) -> str:
    """A sentence that stands twice, or how many passages of six words do; "" where little is repeated."""
    pieces = [piece for piece in _PIECES.split(prose.text) if piece.count(" ") >= 4]
    keys = [piece.strip().lower() for piece in pieces]
    counted = Counter(keys)
    for piece, key in zip(pieces, keys, strict=True):
        if counted[key] > 1:
            return piece
    runs = list(_runs(prose.spoken, _RUN))
    again = len(runs) - len(set(runs))
    return f"{again} repeated passages" if again > _REPEATED_SHARE * len(prose.spoken) else ""


def _runs(tokens: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    """Every so many words in a row."""
    return zip(*(tokens[start:] for start in range(size)), strict=False)
