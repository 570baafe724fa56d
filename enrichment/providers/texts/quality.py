"""What is wrong with a text. The one list of rules, whoever wrote the text."""

from enrichment.providers.texts import AlbumFacts, Fault, chatter, cleaning, thinking, writing
from enrichment.providers.texts.claims import find_claims
from enrichment.providers.texts.echo import find_echo, find_repetition
from enrichment.providers.texts.inventions import invented_tracks, invented_years
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.providers.texts.languages import language as language_of
from enrichment.providers.texts.languages.detection import detected, foreign_passage, foreign_sentence
from enrichment.providers.texts.marks import find_marks
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.sentences import MAX_CHARACTERS, MIN_WORDS, ends_sentence
from enrichment.providers.texts.writing import words

_DETAIL_LENGTH = 200
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
    found += _form(prose)
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
        "repeated": find_repetition(prose),
        "html": cleaning.find_html(text),
        "control_characters": ", ".join(writing.unwanted(text)),
        **find_marks(prose),
    }
    return [Fault(code, passage[:_DETAIL_LENGTH]) for code, passage in passages.items() if passage]


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
