"""The languages in which texts are written, and which of them a text is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from enrichment.providers.texts.sentences import words
from enrichment.providers.texts.stopwords import STOP_WORDS

# Of every hundred words of plain prose, 30 to 50 are stop words of its language; an unrelated one shares a few.
MINIMUM_SHARE = 0.2
# Below this many words a window holds too few stop words to tell anything.
WINDOW = 40
FOREIGN_LEAD = 6
_SPOKEN = {
    word: tuple(code for code, stops in STOP_WORDS.items() if word in stops)
    for word in frozenset().union(*STOP_WORDS.values())
}


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    native: str


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "French", "français"),
        Language("en", "English", "English"),
        Language("de", "German", "Deutsch"),
        Language("it", "Italian", "italiano"),
        Language("es", "Spanish", "español"),
    )
}


def language(code: str) -> Language:
    """The language of a code such as "fr", "fr-ch" or "FR_fr"; ValueError naming the accepted codes otherwise."""
    found = LANGUAGES.get(code.strip().lower().replace("_", "-").partition("-")[0])
    if found is None:
        raise ValueError(f"Unknown language {code!r}: choose one of {', '.join(LANGUAGES)}.")
    return found


def detected(text: str) -> str:
    """The code of the language whose stop words are most frequent, "" when none is frequent enough."""
    spoken = _spoken(text)
    hits = _hits(spoken)
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] >= MINIMUM_SHARE * max(1, len(spoken)) else ""


def foreign_passage(text: str, expected: str) -> str:
    """The code of another language that a passage of some forty words is in, "" when there is no such passage."""
    spoken = _spoken(text)
    for start in range(0, max(1, len(spoken) - WINDOW // 2), WINDOW // 2):
        hits = _hits(spoken[start : start + WINDOW])
        best = max(hits, key=lambda code: hits[code])
        if hits[best] - hits[expected] >= FOREIGN_LEAD:
            return best
    return ""


@lru_cache(2)
def _spoken(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_speakers, words(text)))


@lru_cache(4_000)  # words repeat
def _speakers(token: str) -> tuple[str, ...]:
    """The languages whose stop word it is, or a part of it ("l'un")."""
    parts = token.casefold().replace("’", "'").split("'")
    return tuple(code for part in parts for code in _SPOKEN.get(part, ()))


def _hits(spoken: Sequence[tuple[str, ...]]) -> dict[str, int]:
    codes = list(chain.from_iterable(spoken))
    return {code: codes.count(code) for code in STOP_WORDS}
