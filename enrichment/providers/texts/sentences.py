"""Words and sentences, in the five languages."""

import re
from functools import lru_cache

MAX_CHARACTERS = 2000
MIN_WORDS = 150

_CLOSERS = "\"'’”»›“‘)]}*_ \u00a0\u202f"
_OPENERS = "\"'“„«‹‘([¿¡–—-\u00a0\u202f"
_ENDS = ".!?…。！？"
_BOUNDARY = re.compile(r"[.!?…](?:[ \u00a0\u202f]?[»›]|[\"'’”“‘)\]])*(?=\s|$)")

# A text never stops behind these. Those that may well close a sentence (etc., U.S., Jr.) are in the second set: a
# text may end there, for a false refusal costs as much as a miss, but it is not trimmed there.
_NEVER_LAST = """
Mr. Mrs. Ms. Dr. St. Prof. vs. feat. Feat. ft. Ft. No. Nos. Nr. Vol. vol. Vols. approx. ca. e.g. i.e. cf. Op. op. pp.
fig. MM. Mme. Mlle. env. av. ex. p.ex. réf. ndlr. n°. bzw. z.B. d.h. u.a. ggf. Hr. Fr. sog. vgl. bspw. inkl. Bd. Hrsg.
sig. Sig. sig.ra dott. Dott. pag. Sra. Srta. núm. pág. ej. p.ej. aprox. Ud. Uds.
"""
_SELDOM_LAST = "etc. Jr. Sr. Inc. Co. Ltd. Bros. Mt. ecc. usw. Orch. Corp. Rec."
# "Side A." ends a sentence where "by J." does not.
_LETTERED = "side part volume vol face partie plan seite teil lato lado parte cara in en re mi do la"
_ABBREVIATIONS, _AMBIGUOUS = frozenset(_NEVER_LAST.split()), frozenset(_SELDOM_LAST.split())
_BEFORE_A_LETTER = frozenset(_LETTERED.split())
# Far enough to see the two words before a full stop; looking at all of the text would take the square of its length.
_LOOK_BACK = 100
_WORD = re.compile(r"\w+")
_INITIALISM = re.compile(r"(?:\w\.){2,}")


def vocabulary(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


@lru_cache(32)  # a text's judges all ask for its words
def words(text: str) -> tuple[str, ...]:
    """Whitespace-separated words that hold a letter or a digit.

    "l'album" and "don't" are one word each: of the two ways to count elisions, the one that makes a text shorter.
    """
    return tuple([token for token in text.split() if token[0].isalnum() or any(map(str.isalnum, token))])


def spoken_words(text: str) -> tuple[str, ...]:
    """The words in small letters, without any mark: "l'album" is two."""
    return tuple(_WORD.findall(text.lower().replace("_", " ")))


def ends_sentence(text: str) -> bool:
    """Whether the text stops where a sentence does, closing quotes and brackets behind the full stop included."""
    core = text[-4 * _LOOK_BACK :].rstrip().rstrip(_CLOSERS)
    if not core or core[-1] not in _ENDS:
        return False
    if core[-1] != "." or core.endswith("..."):
        return True
    return _may_stop(core)


def trim(text: str, limit: int = MAX_CHARACTERS, names: tuple[str, ...] = ()) -> str:
    """The longest run of whole sentences within `limit` characters; the text as it is when not even one fits.

    The full stop or the mark within one of `names` ("Feu! Chatterton") is not taken for a sentence's end.
    """
    if len(text) <= limit:
        return text
    masked = text
    for name in names:
        masked = masked.replace(name, re.sub(r"[.!?…]", "_", name))
    ends = [hit.end() for hit in _BOUNDARY.finditer(masked) if hit.end() <= limit and _is_boundary(masked, hit)]
    return text[: ends[-1]].rstrip() if ends else text


def _is_boundary(text: str, hit: re.Match[str]) -> bool:
    rest = text[hit.end() : hit.end() + 20].lstrip()
    # A small letter goes on with the sentence: "« Help ! » ouvre le disque".
    if rest.lstrip(_OPENERS)[:1].islower():
        return False
    core = text[max(0, hit.start() - _LOOK_BACK) : hit.start() + 1]
    if hit.group()[0] != ".":
        return True
    last = _last_word(core)
    is_ambiguous = last in _AMBIGUOUS or _INITIALISM.fullmatch(last) is not None
    return _may_stop(core) and not (rest and is_ambiguous)


def _may_stop(core: str) -> bool:
    last = _last_word(core)
    if last in _ABBREVIATIONS:
        return False
    is_initial = len(last) == 2 and last[0].isalpha()
    return not is_initial or _last_word(core[: -len(last)].rstrip()).casefold() in _BEFORE_A_LETTER


def _last_word(core: str) -> str:
    tail = core[-40:].split()
    return tail[-1].lstrip(_OPENERS) if tail else ""
