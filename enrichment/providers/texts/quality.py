"""What is wrong with a text. The one list of rules, whoever wrote the text."""

import re
from collections import Counter

from collection.naming import folded
from enrichment.providers.texts import characters, chatter, echo, markup
from enrichment.providers.texts.cleaning import is_title
from enrichment.providers.texts.facts import AlbumFacts
from enrichment.providers.texts.faults import Fault
from enrichment.providers.texts.languages import LANGUAGES, detected, foreign_passage
from enrichment.providers.texts.languages import language as language_of
from enrichment.providers.texts.quotations import invented_tracks, without_quotations
from enrichment.providers.texts.sentences import MAX_CHARACTERS, MIN_WORDS, ends_sentence, folded_words, words
from enrichment.providers.texts.years import invented_years

_DETAIL_LENGTH = 80
_PIECES = re.compile(r"[.!?…]\W*\s|\n")
_RUN = 6
_REPEATED_SHARE = 0.15


def inspect(text: str, facts: AlbumFacts | None, language: str | None, finish_reason: str = "") -> list[Fault]:
    """Every fault of a text, none when it is good.

    Without `facts` years and titles are not judged, without `language` (a code) the language is not.
    `finish_reason` is the service's word for the answer the text comes from: "length" means that it was cut.
    """
    if not text.strip():
        return [Fault("empty")]
    found = [*_size(text), *_ending(text, finish_reason), *_form(text), *_repetition(text)]
    if language is not None:
        found += _tongue(text, language)
    if facts is not None:
        found += _inventions(text, facts)
    return found


def _size(text: str) -> list[Fault]:
    count = len(words(text))
    short = [Fault("too_short", f"{count} words")] if count < MIN_WORDS else []
    long = [Fault("too_long", f"{len(text)} characters")] if len(text) > MAX_CHARACTERS else []
    return short + long


def _ending(text: str, finish_reason: str) -> list[Fault]:
    if finish_reason == "length" or not ends_sentence(text):
        return [Fault("cut", f"…{text.rstrip()[-40:]}")]
    return []


def _form(text: str) -> list[Fault]:
    passages = {
        "markdown": markup.find_markdown(text),
        "heading": markup.find_heading(text) or _title(text),
        "preamble": chatter.find_preamble(text),
        "refusal": chatter.find_refusal(text),
        "thinking": chatter.find_thinking(text),
        "prompt_echo": echo.find_echo(text),
        "html": markup.find_html(text),
        "control_characters": ", ".join(characters.unwanted(text)),
    }
    return [Fault(code, passage[:_DETAIL_LENGTH]) for code, passage in passages.items() if passage]


def _title(text: str) -> str:
    blocks = text.strip().split("\n\n")
    return next((block for block in blocks[:-1] if is_title(block)), "")


def _repetition(text: str) -> list[Fault]:
    pieces = [piece for piece in _PIECES.split(text) if len(words(piece)) >= 5]
    # Word by word: words repeat and their keys are remembered, a sentence would be folded anew.
    keys = ["".join(map(folded, piece.split())) for piece in pieces]
    counted = Counter(keys)
    for piece, key in zip(pieces, keys, strict=True):
        if counted[key] > 1:
            return [Fault("repeated", piece[:_DETAIL_LENGTH])]
    tokens = folded_words(text)
    runs = list(zip(*(tokens[start:] for start in range(_RUN)), strict=False))
    again = len(runs) - len(set(runs))
    return [Fault("repeated", f"{again} repeated passages")] if again > _REPEATED_SHARE * max(1, len(tokens)) else []


def _tongue(text: str, code: str) -> list[Fault]:
    wanted = language_of(code).code
    prose = without_quotations(text)
    found = detected(prose)
    other = found if found != wanted else foreign_passage(prose, wanted)
    if found == wanted and not other:
        return []
    name = LANGUAGES[other].name if other else "none of the five"
    return [Fault("wrong_language", f"{name} instead of {LANGUAGES[wanted].name}")]


def _inventions(text: str, facts: AlbumFacts) -> list[Fault]:
    years = [Fault("invented_year", year) for year in dict.fromkeys(invented_years(text, facts))]
    tracks = [Fault("invented_track", title) for title in dict.fromkeys(invented_tracks(text, facts))]
    return years + tracks
