"""Album titles as evidence of who made them: which are the same work, and which of ours somebody has too.

Some say little: those that anybody may use, and those that are the artist's own name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from collection.naming import base_form, folded, literal

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_TAIL = re.compile(
    r"\b(?:re-?master(?:ed|s)?|edition|version|deluxe|re-?issued?|re-?release|box ?set|expanded|anniversary|bonus"
    r"|mono|stereo|ost"
    r"|sound ?track|motion picture|score|bande originale|banda sonora|colonna sonora|trilha sonora|filmmusik)\b"
    r"|^(?:ep|lp|single)$"
)
_SEPARATORS = (" - ", ": ", ", ")
# Those that stand at the end without a separator.
_ENDING = re.compile(
    r"\S\s+((?:the )?original (?:motion picture |film |movie |television |tv )?sound ?track"
    r"|(?:[0-9]+(?:st|nd|rd|th) )?(?:anniversary|deluxe|expanded|legacy|special|collector'?s|limited) edition)$"
)
# Discogs writes a title and its translation, or the two sides of a record, in one.
_SIDES = re.compile(r"\s=(?:\s|$)|\s/\s")


@dataclass(frozen=True)
class Shared:
    """What of ours an artist has too: the titles as we write them, each work once; how many of them are not weak, and
    how many are weak for being the artist's own name."""

    titles: tuple[str, ...] = ()
    telling: int = 0
    own_name: int = 0

    def __len__(self) -> int:
        return len(self.titles)


@lru_cache(4_000)
def plain_title(title: str) -> str:
    """The title in lower case without bracketed parts and without a tail such as ` - 2011 Remaster`."""
    text, removed = literal(title), 1
    while removed:
        text, removed = _BRACKETED.subn(" ", text)
    text = " ".join(text.split())
    while (shorter := _without_tail(text)) != text:
        text = shorter
    return text


def _without_tail(text: str) -> str:
    for separator in _SEPARATORS:
        head, found, tail = text.rpartition(separator)
        if found and head.strip() and _TAIL.search(tail):
            return head.strip()
    found_at_end = _ENDING.search(text)
    return text[: found_at_end.start(1)].strip() if found_at_end else text


def title_key(title: str) -> str:
    """What two editions of one work have in common; the whole title where all of it is bracketed, or marks alone."""
    return folded(plain_title(title)) or folded(title) or literal(title).replace(" ", "")


@lru_cache(4_000)
def sides(title: str) -> dict[str, str]:
    """The names that a title goes by, under their keys: its own, and each side of `A = B` and of `A / B`."""
    parts = _SIDES.split(title)
    names = [title, *parts] if len(parts) > 1 else [title]
    return {key: name for name in reversed(names) if (key := title_key(name))}


def shared(owned: Sequence[str], theirs: Iterable[str], names: Sequence[str] = ()) -> Shared:
    """The titles we own that are among theirs. `names` are those of the artist, whose self-titled albums are weak."""
    known = {key for title in theirs for key in sides(title)}
    works: dict[str, tuple[str, Weight]] = {}
    for title in owned:
        common = [name for key, name in sides(title).items() if key in known]
        if common:
            works.setdefault(title_key(title), (title, max(weight(plain_title(name), names) for name in common)))
    weights = [weight for _, weight in works.values()]
    return Shared(
        tuple(title for title, _ in works.values()), weights.count(Weight.TELLING), weights.count(Weight.OWN_NAME)
    )


def most_telling(titles: Sequence[str], names: Sequence[str] = ()) -> tuple[str, ...]:
    """Each work once, those first that say most about their artist: not weak, then of plain words, which searches find
    most surely, then the longer.
    """
    works = {title_key(title): plain_title(title) for title in reversed(titles)}
    return tuple(
        sorted(
            filter(None, works.values()),
            key=lambda title: (-weight(title, names), not title.replace(" ", "").isalnum(), -len(title), title),
        )
    )


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
