"""Titles that say little of who made them: those that anybody may use, and those that are the artist's own name."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from collection.naming import base_form, folded, literal

# A title of these and of filling words alone is anybody's, in whichever order and language.
_COMMON_WORDS = """
greatest hit hits best singles anthology collection collections collected essential essentials ultimate
definitive complete classic classics gold golden platinum icon favorite favorites favourite favourites
rarities demo demos remix remixes remixed covers sessions live alive unplugged acoustic
concert concerts untitled debut selftitled ep lp album albums works ballads
christmas xmas compilation compilations retrospective portrait recordings sampler promo
meilleur meilleurs intégrale integrale compil succès éxitos exitos mejor vivo
melhor maiores sucessos meglio migliori successi größten grössten erfolge beste besten konzert konzerte
лучшее лучшие концерт ベスト ベスト・アルバム ライブ ライヴ 精選 精选 精選集 精选集
"""
_FILLING_WORDS = """
a an and the of in on at from by for with my more all very ever new original self titled mtv vol volume part pt no
one two three years year early late first second third cd dvd disc music story stage tour tracks single song
le la les l de du des d et en au el lo los las y o os as um da do dos il i e di del der die das und im mit al
ao grandes grandi dal public scène master masters session cover songs chansons canciones песни
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_FILLING = frozenset(_FILLING_WORDS.split())
_NUMBER = re.compile(r"[0-9]{1,4}")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_NOT_WORDS = re.compile(r"[^\w\s]+|_")


class Weight(IntEnum):
    """What a shared title says of its artist. Only a telling one tells two of a name apart."""

    ANYBODYS = 0
    OWN_NAME = 1
    TELLING = 2


def weight(title: str, names: Sequence[str] = ()) -> Weight:
    """How much a title, written plain, says of an artist of these names."""
    words = _words(title)
    if is_anybodys(words):
        return Weight.ANYBODYS
    for name in names:  # `Nirvana`, `The Best Of Nirvana`, `Nirvana Live` for Nirvana
        own = _words(base_form(name))
        rest = f" {words} ".replace(f" {own} ", " ").strip() if own else words
        if folded(words) == folded(own) or (rest != words and is_anybodys(rest)):
            return Weight.OWN_NAME
    return Weight.TELLING


@lru_cache(4_000)
def is_anybodys(words: str) -> bool:
    """`greatest hits vol 2`, `mtv unplugged`, `ii`."""
    if _ROMAN.fullmatch(words):
        return True
    parts = words.split()
    return any(word in _COMMON for word in parts) and all(
        word in _COMMON or word in _FILLING or _NUMBER.fullmatch(word) or _ROMAN.fullmatch(word) for word in parts
    )


@lru_cache(4_000)
def _words(text: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", literal(text).replace("'", "")).split())
