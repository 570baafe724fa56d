"""Words as they are compared: no accents, case or apostrophes. Plain text in, plain words out; nothing here raises."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from collection.naming import unaccented

LONGEST_WORD = 40
MOST_WORDS = 3_000
# Chinese, Japanese and Korean put no blank between words: each sign is one.
_SIGN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PART = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")
_IS_SIGN = re.compile(f"[{_SIGN}]")
_AND = {"&": "and", "+": "and"}
_LONGEST_READ = 100


def spellings(written: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read one written word, each some words: `rock'n'roll` is one word, and three.

    A word of symbols alone (`!!!`) is spelt by their codes, for databases find letters and digits only.
    """
    return _spellings(written[:_LONGEST_READ])


@lru_cache(8_000)
def _spellings(written: str) -> tuple[tuple[str, ...], ...]:
    plain = unaccented(written)
    if plain in _AND:
        return ((_AND[plain],),)
    parts = tuple(part[:LONGEST_WORD] for part in _PART.findall(plain))
    if not parts:
        return ((f"u{''.join(f'{ord(sign):x}' for sign in plain)}"[:LONGEST_WORD],),) if plain else ()
    if len(parts) == 1 or any(map(_IS_SIGN.match, parts)):
        return (parts,)
    return (("".join(parts)[:LONGEST_WORD],), parts)


def is_symbol(written: str) -> bool:
    """Whether no letter and no digit is in it, and it stands for no word."""
    return not _PART.search(unaccented(written[:_LONGEST_READ])) and written not in _AND


def words(texts: Iterable[object]) -> str:
    """All words of `texts`, each once, with blanks between: what is kept to be searched."""
    return " ".join(_distinct(texts))


def _distinct(texts: Iterable[object]) -> list[str]:
    found: dict[str, None] = {}
    for word in _all(texts):
        found[word] = None
        if len(found) >= MOST_WORDS:
            break
    return list(found)


def _all(texts: Iterable[object]) -> Iterator[str]:
    for text in texts:
        for written in str(text or "").split():
            for spelling in spellings(written):
                yield from spelling
