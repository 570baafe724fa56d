"""Words as they are compared: no accents, case or apostrophes. Plain text in, plain words out; nothing here raises."""

import re
from collections.abc import Iterable
from functools import lru_cache

from collection.naming import unaccented

LONGEST_WORD = 40
MOST_WORDS = 3_000
# Chinese, Japanese and Korean put no blank between words: each sign is one. Some places here are marks (・), or empty.
# The patterns are compiled where a word needs them: with ranges so wide that takes milliseconds of every start.
_SIGN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PART = rf"(?=\w)[{_SIGN}]|[^\W_{_SIGN}]+"
_IS_SIGN = f"[{_SIGN}]"
_AND = {"&": "and", "+": "and"}
_LONGEST_READ = 100


def spellings(written: str) -> list[list[str]]:
    """The ways to read one written word, each a list of words: `rock'n'roll` is one word, and three.

    A word of symbols alone (`!!!`) is spelt by their codes, for databases find letters and digits only.
    """
    if written.isascii() and written.isalnum():  # as most are
        return [[written[:LONGEST_WORD].lower()]]
    plain = unaccented(written[:_LONGEST_READ])
    if plain in _AND:
        return [[_AND[plain]]]
    parts = [part[:LONGEST_WORD] for part in re.findall(_PART, plain)]
    if not parts:
        return [[f"u{''.join(f'{ord(sign):x}' for sign in plain)}"[:LONGEST_WORD]]] if plain else []
    if len(parts) == 1 or any(re.match(_IS_SIGN, part) for part in parts):
        return [parts]
    return [["".join(parts)[:LONGEST_WORD]], parts]


def is_symbol(written: str) -> bool:
    """Whether no letter and no digit is in it, and it stands for no word."""
    return not re.search(_PART, unaccented(written[:_LONGEST_READ])) and written not in _AND


def words(texts: Iterable[object]) -> str:
    """All words of `texts`, each once, with blanks between: what is kept to be searched."""
    found: dict[str, None] = {}
    for text in filter(None, texts):
        for written in str(text).split():
            found.update(_words_of(written[:_LONGEST_READ]))
            if len(found) >= MOST_WORDS:
                return " ".join(list(found)[:MOST_WORDS])
    return " ".join(found)


@lru_cache(8_000)
def _words_of(written: str) -> dict[str, None]:
    return {word: None for spelling in spellings(written) for word in spelling}
