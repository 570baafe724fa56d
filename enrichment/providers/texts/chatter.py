"""What a model says around a text or instead of one, in its own voice.

Openings, closings, notes and word counts; apologies and refusals.
"""

import re
from functools import lru_cache

from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.writing import words

_SAID = table("chatter")
_OPENING = re.compile(rf"\A[\s¡]*(?:{_SAID['openings']})", re.IGNORECASE)
_CLOSING = re.compile(rf"[\W_]*(?:{_SAID['closings']})", re.IGNORECASE)
_NOTE = re.compile(_SAID["note"], re.IGNORECASE)
_COUNT = re.compile(_SAID["count"], re.IGNORECASE)
_REFUSAL = re.compile(rf"\b(?:{_SAID['refusals']})")
_HEAD = 600
_ROUNDS = 12

_LAST_BREAK = re.compile(r".*(?:[.!?…][\"”“»’)\]]{0,4}\s|\n)\s*(?=\S)", re.DOTALL)
_LONG_TAIL = 500
_CLOSING_WORDS = 40
_TAIL = 120
_DIGIT = re.compile(r"\d")


def find_preamble(text: str) -> str:
    """A sentence that speaks of the text instead of being it, at its beginning or at its end."""
    opening = _opening(text)
    return opening.strip() or text[len(_without_ending(text)) :].strip()


def without_chatter(text: str) -> str:
    """The text without its openings and its closing remarks, however many there are."""
    for _ in range(_ROUNDS):
        before = text
        text = _without_ending(text[len(_opening(text)) :])
        if text == before:
            break
    return text


@lru_cache(4)  # each step of the cleaning asks anew, mostly of the same text
def _opening(text: str) -> str:
    head = text[:_HEAD]
    hit = _OPENING.match(head)
    return hit.group() if hit and hit.end() < len(text) else ""


@lru_cache(4)
def _without_ending(text: str) -> str:
    """Without a word count, a note in brackets, hashtags, or a last sentence that speaks to whoever asked."""
    tail = text[-_TAIL:]
    hit = _COUNT.search(tail) if _DIGIT.search(tail) else None
    if not hit and tail.rstrip(" .")[-1:] in (")", "]"):
        hit = _NOTE.search(text[-_LONG_TAIL:])
    if hit:
        return text.removesuffix(hit.group())
    last_break = _LAST_BREAK.match(text, max(0, len(text) - _LONG_TAIL))
    start = last_break.end() if last_break else 0
    last = text[start:]
    return text[:start].rstrip() if start and _CLOSING.match(last) and len(words(last)) <= _CLOSING_WORDS else text


def find_refusal(prose: Prose) -> str:
    """An apology or a refusal; song titles ("I'm Sorry") are not one, neither quoted nor given."""
    hit = _REFUSAL.search(prose.unquoted.lower())
    return prose.text[hit.start() : hit.end()] if hit else ""
