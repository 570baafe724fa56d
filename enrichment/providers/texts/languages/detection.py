"""Which language a text is in, or a passage of it.

That is told by frequent small words of each, after elision: "l'album" counts as "l" and "album".
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

from enrichment.providers.texts.languages import LANGUAGES, table

# Of every hundred words of plain prose, 30 to 50 are stop words of its language; an unrelated one shares a few.
MINIMUM_SHARE = 0.2
# Below this many words a window holds too few stop words to tell anything.
WINDOW = 40
FOREIGN_LEAD = 6
# A sentence of so many words, so far ahead in another language's stop words, is in that language.
SENTENCE = 8
SENTENCE_LEAD = 4
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’)]*\s|\n")
# Letters of other scripts than the Latin one; µ and the Greek of formulas are left alone.
_FOREIGN_LETTERS = re.compile(
    r"[\u0400-\u1dbf\u2c00-\u2c5f\u2d00-\u2dff\u3041-\ua4cf\ua960-\uab2f\uabc0-\ud7ff\uf900-\ufaff"
    r"\ufb1d-\ufdfb\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001efff\U00020000-\U0003ffff]"
)


def detected(text: str) -> str:
    """The code of the language whose stop words are most frequent, "" when none is frequent enough or it is none of
    the five.
    """
    spoken = _spoken(text)
    hits = _hits(spoken)
    best = max(hits, key=lambda code: hits[code])
    return best if best in LANGUAGES and hits[best] >= MINIMUM_SHARE * max(1, len(spoken)) else ""


def foreign_passage(text: str, expected: str) -> str:
    """The code of another language that a passage of some forty words is in, "" when there is no such passage."""
    spoken = _spoken(text)
    for start in range(0, max(1, len(spoken) - WINDOW // 2), WINDOW // 2):
        hits = _hits(spoken[start : start + WINDOW])
        best = max(hits, key=lambda code: hits[code])
        if hits[best] - hits[expected] >= FOREIGN_LEAD:
            return best
    return ""


def foreign_sentence(text: str, expected: str) -> str:
    """A sentence in another language, or a word in another script; "" when there is none."""
    if not text.isascii() and (letter := _FOREIGN_LETTERS.search("".join(sorted(set(text))))):
        return letter.group()
    for sentence in _SENTENCE_END.split(text):
        spoken = [dict.fromkeys(codes) for codes in map(_speakers, sentence.split())]
        # Words that the expected language shares are not counted against it.
        others = Counter(code for codes in spoken if expected not in codes for code in codes)
        if len(spoken) < SENTENCE or others.total() < SENTENCE_LEAD:
            continue
        other, most = others.most_common(1)[0]
        own = sum(expected in codes and other not in codes for codes in spoken)
        if most - own >= SENTENCE_LEAD or (most > SENTENCE_LEAD and most >= 2 * own):
            return sentence.strip()
    return ""


@lru_cache(2)
def _spoken(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_speakers, text.split()))


@lru_cache(4_000)  # words repeat
def _speakers(token: str) -> tuple[str, ...]:
    """The languages whose stop word it is, or a part of it ("l'un")."""
    parts = token.casefold().replace("’", "'").split("'")
    return tuple(code for part in parts for code in _by_stop_word().get(part, ()))


@cache
def _by_stop_word() -> dict[str, tuple[str, ...]]:
    stops = {code: frozenset(words.split()) for code, words in table("stop_words").items()}
    every = frozenset[str]().union(*stops.values())
    return {word: tuple(code for code in stops if word in stops[code]) for word in every}


def _hits(spoken: Sequence[tuple[str, ...]]) -> dict[str, int]:
    counted = Counter(chain.from_iterable(spoken))
    return {code: counted[code] for code in table("stop_words")}
