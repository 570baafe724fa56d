"""From what a model wrote to plain paragraphs."""

import json
import re

from enrichment.providers.texts import characters, chatter, markup, thinking
from enrichment.providers.texts.sentences import ends_sentence, words

# Only the first 2000 characters can ever be kept; a model that rambles for megabytes is not worth more work.
MAX_RAW = 20_000
# Long thoughts may stand in front of it.
MAX_ANSWER = 100_000
_SPACES, _BREAKS = re.compile(r"[ \t]+"), re.compile(r"\n(?:[ \t]*\n)+")
_FENCE = re.compile(r"\A\s*```\w{0,12}\s|```\s*\Z")
HEADING_WORDS = 14
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("'", "'"), ("‘", "’"))


def clean(raw: str) -> str:
    """Plain paragraphs: no thoughts, Markdown, HTML, preamble, word count or invisible characters.

    Paragraphs are separated by one empty line. The text may be empty, cut or faulty otherwise: that is for the gate.
    """
    text = thinking.without_thinking(thinking.answered(unwrapped(raw[:MAX_ANSWER])))[:MAX_RAW]
    text = characters.composed(characters.with_plain_breaks(text))
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    text = characters.without_unwanted(markup.without_html(_BREAKS.sub("\n\n", text)))
    text = chatter.without_chatter(text.strip())
    # Emphasis taken away may leave a tag behind, "<__a".
    text = characters.paragraphs(markup.without_openings(markup.without_markdown(text)))
    first, _, rest = text.partition("\n\n")  # a title in front of a paragraph is dropped
    text = _without_quotes(chatter.without_chatter(rest if rest and is_title(first) else text))
    return characters.paragraphs(chatter.without_chatter(text))


def unwrapped(raw: str) -> str:
    """The text of an answer that is a JSON string, or a JSON object with one text in it; any other as it is."""
    if raw.lstrip()[:1] not in ("{", '"', "`"):
        return raw
    held = _FENCE.sub("", raw[: 2 * MAX_RAW]).strip()
    if held[:1] not in ("{", '"') or held[-1:] not in ("}", '"'):
        return raw
    try:
        content = json.loads(held)
    except (ValueError, RecursionError):
        return raw
    texts = [value for value in content.values() if isinstance(value, str)] if isinstance(content, dict) else [content]
    return texts[0] if len(texts) == 1 and isinstance(texts[0], str) else raw


def is_title(paragraph: str) -> bool:
    """Whether it is short and no sentence."""
    return not ends_sentence(paragraph) and len(words(paragraph)) <= HEADING_WORDS


def _without_quotes(text: str) -> str:
    """Drop quotation marks around the whole; those of a text that merely begins and ends with a title stay."""
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        if (
            text[:1] == opening
            and text[-1:] == closing
            and len(text) > 2
            and opening not in inner
            and closing not in inner
        ):
            return inner.strip()
    return text
