"""What is wrong with a text. The one list of rules, whoever wrote the text."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from enrichment.providers.texts import AlbumFacts, Fault, chatter, cleaning, thinking, writing
from enrichment.providers.texts.claims import find_claims
from enrichment.providers.texts.inventions import invented_tracks, invented_years
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.providers.texts.languages import language as language_of
from enrichment.providers.texts.languages.detection import detected, foreign_passage, foreign_sentence
from enrichment.providers.texts.marks import find_marks
from enrichment.providers.texts.plain import EXAMPLE_WORDS, PLAIN_SYSTEM, example_text
from enrichment.providers.texts.prompts import SYSTEM
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.writing import MAX_CHARACTERS, MIN_WORDS, ends_sentence, spoken_words, words

_DETAIL_LENGTH = 200
_PIECES = re.compile(r"[.!?…]\W{0,6}\s|\n")
_RUN = 6
_REPEATED_SHARE = 0.15
_MOST_TITLES = 50


def inspect(text: str, facts: AlbumFacts | None, language: str | None, finish_reason: str = "") -> list[Fault]:
    """Every fault of a text, none when it is good.

    Without `facts` nothing that it claims is judged, without `language` (a code) the language is not.
    `finish_reason` is the service's word for the answer the text comes from: "length" means that it was cut.
    """
    if not text.strip():
        return [Fault("empty")]
    prose = Prose(text, facts, language_of(language).code if language else detected(text) or "en")
    found = []
    if (count := len(words(text))) < MIN_WORDS:
        found.append(Fault("too_short", f"{count} words"))
    if len(text) > MAX_CHARACTERS:
        found.append(Fault("too_long", f"{len(text)} characters"))
    if finish_reason == "length" or not ends_sentence(text):
        found.append(Fault("cut", f"…{text.rstrip()[-40:]}"))
    found += [*_form(prose), *_repetition(prose)]
    foreign = _tongue(prose) if language is not None else []
    found += foreign
    # The rules of one language say nothing about a text in another.
    if facts is not None and not foreign:
        found += [Fault("invented_year", year) for year in dict.fromkeys(invented_years(text, facts))]
        found += [Fault("invented_track", title) for title in dict.fromkeys(invented_tracks(text, facts))]
        found += find_claims(prose, facts)
    return found


def _form(prose: Prose) -> list[Fault]:
    text = prose.text
    titles = (block for block in text.strip().split("\n\n")[:-1] if cleaning.is_title(block))
    passages = {
        "markdown": cleaning.find_markdown(text),
        "heading": cleaning.find_heading(text) or next(titles, ""),
        "preamble": chatter.find_preamble(text) or thinking.find_itself(prose),
        "refusal": chatter.find_refusal(prose),
        "thinking": thinking.find_thinking(prose),
        "prompt_echo": find_echo(prose) or thinking.find_prompt(prose),
        "html": cleaning.find_html(text),
        "control_characters": ", ".join(writing.unwanted(text)),
        **find_marks(prose),
    }
    return [Fault(code, passage[:_DETAIL_LENGTH]) for code, passage in passages.items() if passage]


def _repetition(prose: Prose) -> list[Fault]:
    pieces = [piece for piece in _PIECES.split(prose.text) if piece.count(" ") >= 4]
    keys = [piece.strip().lower() for piece in pieces]
    counted = Counter(keys)
    for piece, key in zip(pieces, keys, strict=True):
        if counted[key] > 1:
            return [Fault("repeated", piece[:_DETAIL_LENGTH])]
    tokens = prose.spoken
    most = _REPEATED_SHARE * max(1, len(tokens))
    # Where six words are repeated, so are their first two.
    if _repeated(tokens, 2) <= most or (again := _repeated(tokens, _RUN)) <= most:
        return []
    return [Fault("repeated", f"{again} repeated passages")]


def _repeated(tokens: tuple[str, ...], size: int) -> int:
    runs = list(_runs(tokens, size))
    return len(runs) - len(set(runs))


def _tongue(prose: Prose) -> list[Fault]:
    wanted = prose.language
    plain = prose.unquoted
    found = detected(plain)
    other = found if found != wanted else foreign_passage(plain, wanted)
    if found != wanted or other:
        name = LANGUAGES[other].name if other in LANGUAGES else "none of the five"
        return [Fault("wrong_language", f"{name} instead of {LANGUAGES[wanted].name}")]
    passage = foreign_sentence(plain, wanted)
    return [Fault("wrong_language", passage[:_DETAIL_LENGTH])] if passage else []


def emphasised_inventions(raw: str, text: str, facts: AlbumFacts | None) -> list[Fault]:
    """Songs that the raw text set in italics: cleaning took the marks away, so they are quoted again to be judged.

    A text that stays too long is refused anyway; two marks a title make one that can be kept at most twice as long.
    """
    if facts is None:
        return []
    quoted = text
    for title in cleaning.emphasised(raw)[:_MOST_TITLES]:
        is_title = len(title) > 1 and "“" not in title and any(map(str.isalnum, title))
        quoted = quoted.replace(title, f"“{title}”") if is_title else quoted
    if quoted == text:  # and was inspected
        return []
    tracks = invented_tracks(quoted[: 2 * MAX_CHARACTERS], facts)
    return [Fault("invented_track", title) for title in dict.fromkeys(tracks)]


_ECHOED_RUN, _PIECE = 7, 4
# Marks that survive a translation of the prompt.
_PROMPT = re.compile(r"\bJSON\b|\b170\b\D{1,6}\b230\b|[\"“](?:original year|catalogue number|tracklist)[\"”]\s*:")
# Every mark holds one of these, which are found much faster.
_SIGNS = ("JSON", "230", "original year", "catalogue number", "tracklist")


def find_echo(prose: Prose) -> str:
    """A mark of the prompt, a name out of its example, or seven words in a row of either; "" for none of them."""
    text, keys = prose.text, prose.spoken
    mark = _PROMPT.search(text) if any(sign in text for sign in _SIGNS) else None
    if mark:
        return mark.group()
    if foreign := [word for word in EXAMPLE_WORDS & prose.words if not prose.is_known(word)]:
        return min(foreign)
    # The text cut in pieces of four words: any seven in a row hold one of them whole.
    pieces = zip(*(keys[start::_PIECE] for start in range(_PIECE)), strict=False)
    if _instructions(_PIECE).isdisjoint(pieces):
        return ""
    instructions = _instructions(_ECHOED_RUN)
    return " ".join(next((run for run in _runs(keys, _ECHOED_RUN) if run in instructions), ()))


@cache
def _instructions(size: int) -> frozenset[tuple[str, ...]]:
    told = (SYSTEM, PLAIN_SYSTEM, *map(example_text, LANGUAGES))
    return frozenset(run for text in told for run in _runs(spoken_words(text), size))


def _runs(tokens: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    """Every so many words in a row."""
    return zip(*(tokens[start:] for start in range(size)), strict=False)
