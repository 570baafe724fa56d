"""The languages in which texts are written, and which of them a text is in.

That is told by frequent small words of each, after elision: "l'album" counts as "l" and "album".
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from enrichment.providers.texts.writing import vocabulary


class Language(NamedTuple):
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


_FRENCH = """
le la les l un une des du de d et est en que qui qu dans pour pas sur se s ce cette ces c son sa ses leur leurs il elle
ils elles on nous au aux avec par plus ne n ou où mais comme tout toute tous même sans entre aussi sont été être avait
était fait dont où deux chaque puis ainsi encore jamais rien très bien peu
"""

_ENGLISH = """
the a an of and to in is it its that this these those with for on as by from at be been was were are has have had not
but or which who whose their his her they he she them into over than then there where when what while both each every
never always between without through all more most only no one so up out about after before
"""

_GERMAN = """
der die das den dem des ein eine einer eines einem einen und ist in im zu zum zur von vom mit auf für an am als auch es
er sie wir ihr ihre ihren ihrer sein seine seiner nicht aber oder wie so aus bei nach über unter durch ohne zwischen
wird werden wurde wurden hat haben war waren sich noch nur mehr man dass wenn diese dieser dieses jede jeder kein keine
"""

_ITALIAN = """
il lo la i gli le un uno una di del dello della dei degli delle d e ed è in nel nello nella nei negli nelle l che chi
non per con su sul sulla sui sulle da dal dalla dai dalle dell nell sull dall all al alla ai alle come anche più ma o
si se sono era suo sua suoi sue questo questa ogni tutto tutti tra fra senza dove quando ha hanno ci
"""

_SPANISH = """
el la los las un una unos unas de del y e en que quien no por para con sin sobre entre se su sus lo al es son era fue
ser está como más pero o u ni este esta estos estas ese esa cada todo toda todos donde cuando también hasta desde muy
ya ha han hay sólo solo tan
"""

STOP_WORDS = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "it": frozenset(_ITALIAN.split()),
    "es": frozenset(_SPANISH.split()),
}

# Languages that models slip into, so near to one of the five that they would pass for it.
NEIGHBOURS = {
    "ca": vocabulary(
        """
    el la els les un una uns unes de del dels i en que qui no per amb sense sobre entre es seu seva seus seves
    ho al als és són era va ser està com més però ni aquest aquesta aquests cada tot tota tots quan també fins
    des molt ja ha han hi cap mentre on tan només així d l s n
    """
    ),
    "pt": vocabulary(
        """
    o a os as um uma uns umas de do da dos das e em no na nos nas que quem não por para com sem sobre entre se
    seu sua seus suas ao aos à às é são era foi ser está como mais mas ou nem este esta estes cada todo toda
    todos onde quando também até desde muito já há tão só pelo pela num numa isso ele ela
    """
    ),
    "nl": vocabulary(
        """
    de het een van en in is dat die dit met voor op te zijn was niet als aan door bij uit om ook maar of over
    naar er zich hij zij ze wij we ons hun haar wordt worden werd heeft hebben nog al meer dan geen wel zo deze
    waar tot
    """
    ),
}


# Of every hundred words of plain prose, 30 to 50 are stop words of its language; an unrelated one shares a few.
MINIMUM_SHARE = 0.2
# Below this many words a window holds too few stop words to tell anything.
WINDOW = 40
FOREIGN_LEAD = 6
# A sentence of so many words, so far ahead in another language's stop words, is in that language.
SENTENCE = 8
SENTENCE_LEAD = 4
_ALL = {**STOP_WORDS, **NEIGHBOURS}
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’)]*\s|\n")
# Letters of other scripts than the Latin one; µ and the Greek of formulas are left alone. Compiled where it is needed,
# for that takes milliseconds, and whoever reads the settings comes by here.
_FOREIGN_LETTERS = (
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
    if _most_foreign(text, expected) < FOREIGN_LEAD:
        return ""
    for start in range(0, max(1, len(spoken) - WINDOW // 2), WINDOW // 2):
        hits = _hits(spoken[start : start + WINDOW])
        best = max(hits, key=lambda code: hits[code])
        if hits[best] - hits[expected] >= FOREIGN_LEAD:
            return best
    return ""


def foreign_sentence(text: str, expected: str) -> str:
    """A sentence in another language, or a word in another script; "" when there is none."""
    if not text.isascii() and (letter := re.search(_FOREIGN_LETTERS, "".join(sorted(set(text))))):
        return letter.group()
    if _most_foreign(text, expected) < SENTENCE_LEAD:
        return ""
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
def _most_foreign(text: str, expected: str) -> int:
    """How many words are another language's alone, of the language that has the most: mostly too few to look on."""
    counted = Counter(chain.from_iterable(codes for codes in _spoken(text) if expected not in codes))
    return max(counted.values(), default=0)


@lru_cache(2)
def _spoken(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_speakers, text.split()))


@lru_cache(4_000)  # words repeat
def _speakers(token: str) -> tuple[str, ...]:
    """The languages whose stop word it is, or a part of it ("l'un")."""
    parts = token.casefold().replace("’", "'").split("'")
    return tuple(code for part in parts for code in _by_stop_word().get(part, ()))


@cache  # made from constants
def _by_stop_word() -> dict[str, tuple[str, ...]]:
    every = frozenset[str]().union(*_ALL.values())
    return {word: tuple(code for code, stops in _ALL.items() if word in stops) for word in every}


def _hits(spoken: Sequence[tuple[str, ...]]) -> dict[str, int]:
    counted = Counter(chain.from_iterable(spoken))
    return {code: counted[code] for code in _ALL}
