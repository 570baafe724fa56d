"""Where a sentence ends, in the five languages, and how long a text may be."""

import re
from functools import cache

from enrichment.providers.texts.languages import table

MAX_CHARACTERS = 2000
MIN_WORDS = 150

_CLOSERS = "\"'’”»›“‘)]}*_ \u00a0\u202f"
_OPENERS = "\"'“„«‹‘([¿¡–—-\u00a0\u202f"
_ENDS = ".!?…。！？"
_BOUNDARY = re.compile(r"[.!?…](?:[ \u00a0\u202f]?[»›]|[\"'’”“‘)\]])*(?=\s|$)")

# Far enough to see the two words before a full stop; looking at all of the text would take the square of its length.
_LOOK_BACK = 100
_INITIALISM = re.compile(r"(?:\w\.){2,}")


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
    is_ambiguous = last in _abbreviations("seldom_last") or _INITIALISM.fullmatch(last) is not None
    return _may_stop(core) and not (rest and is_ambiguous)


def _may_stop(core: str) -> bool:
    last = _last_word(core)
    if last in _abbreviations("never_last"):
        return False
    is_initial = len(last) == 2 and last[0].isalpha()
    return not is_initial or _last_word(core[: -len(last)].rstrip()).casefold() in _abbreviations("before_a_letter")


def _last_word(core: str) -> str:
    tail = core[-40:].split()
    return tail[-1].lstrip(_OPENERS) if tail else ""


@cache
def _abbreviations(kind: str) -> frozenset[str]:
    return frozenset(table("abbreviations")[kind].split())
