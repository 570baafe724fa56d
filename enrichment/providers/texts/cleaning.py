"""From what a model wrote to plain paragraphs: Markdown and HTML are found, and turned into plain text."""

import html
import json
import re
from functools import lru_cache

from enrichment.providers.texts import chatter, thinking, writing
from enrichment.providers.texts.sentences import ends_sentence
from enrichment.providers.texts.writing import words

# Only the first 2000 characters can ever be kept; a model that rambles for megabytes is not worth more work.
MAX_RAW = 20_000
# Long thoughts may stand in front of it.
MAX_ANSWER = 100_000
_SPACES, _BREAKS = re.compile(r"[ \t]+"), re.compile(r"\n(?:[ \t]*\n)+")
_OUTER_FENCE = re.compile(r"\A\s*```\w{0,12}\s|```\s*\Z")
HEADING_WORDS = 14
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("'", "'"), ("‘", "’"))


def clean(raw: str) -> str:
    """Plain paragraphs: no thoughts, Markdown, HTML, preamble, word count or invisible characters.

    Paragraphs are separated by one empty line. The text may be empty, cut or faulty otherwise: that is for the gate.
    """
    text = thinking.without_thinking(thinking.answered(unwrapped(raw[:MAX_ANSWER])))[:MAX_RAW]
    text = writing.composed(writing.with_plain_breaks(text))
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    text = writing.without_unwanted(without_html(_BREAKS.sub("\n\n", text)))
    text = chatter.without_chatter(text.strip())
    # Emphasis taken away may leave a tag behind, "<__a".
    text = writing.paragraphs(without_openings(without_markdown(text)))
    first, _, rest = text.partition("\n\n")  # a title in front of a paragraph is dropped
    text = _without_quotes(chatter.without_chatter(rest if rest and is_title(first) else text))
    return writing.paragraphs(chatter.without_chatter(text))


def unwrapped(raw: str) -> str:
    """The text of an answer that is a JSON string, or a JSON object with one text in it; any other as it is."""
    if raw.lstrip()[:1] not in ("{", '"', "`"):
        return raw
    held = _OUTER_FENCE.sub("", raw[: 2 * MAX_RAW]).strip()
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


# Patterns begin with their first mark and look behind it afterwards: so a text is searched for that mark alone.
_SPAN = (
    r"[{mark}](?<![\w{mark}].)[{mark}]{{1,2}}(?=[^\s{mark}])([^\n]{{1,400}}?)(?<=[^\s])[{mark}]{{2,3}}(?![\w{mark}])"
)
_BOLD = re.compile(_SPAN.format(mark="*") + "|" + _SPAN.format(mark="_"))
_ITALIC = re.compile(
    r"\*(?<![\w*].)(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])|_(?<![\w_].)(?=[^\s_])([^_\n]+)(?<=[^\s_])_(?![\w_])"
)
_STRIKE = re.compile(r"~~([^~\n]+)~~")
_CODE = re.compile(r"``*([^`\n]*)`+")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.MULTILINE)
_LINK = re.compile(r"(?:!\[|\[)([^\[\]\n]{0,200})\]\([^()\s]{1,500}(?:\s\"[^\"\n]{0,100}\")?\)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+[^\n]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^[^\n]{1,100}\n[ \t]*(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_BOLD_LINE = re.compile(r"^[ \t]*(\*{2,3}|__)(?=\S)[^\n]*?\S\1:?[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]?){3,}$", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*(?:[-*+•▪◦]|\d{1,2}[.)])[ \t]+(?=\S)", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>+[ \t]?", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_MARKED_LINE = re.compile(r"^[ \t]*[-=#*_+•▪◦>|`~\d]", re.MULTILINE)
_STRAY = re.compile(r"\*\*+|\*(?<!\S.)[*_]*(?!\S)|_(?<!\S.)[*_]*(?!\S)|_(?<!\w.)_+|__+(?!\w)|```")

_HIDDEN = re.compile(
    r"<\s*(script|style|template|iframe|noscript|svg)\b[^>]*>.*?(?:<\s*/\s*\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK_TAG = re.compile(r"<(?:br|/p|/div|/h[1-6]|/li)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>")
_OPEN_TAG = re.compile(
    r"</?(?:a|b|i|p|br|div|span|img|script|style|iframe|svg|object|embed|form|input|link|meta|body|html|video"
    r"|audio|button|base|math)\b[^<>\n]*",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def find_html(text: str) -> str:
    """The first tag, start of a tag or entity, "" when there is none. "Beak>" and "<3" are names, not tags."""
    if hit := _TAG.search(text) or _OPEN_TAG.search(text):
        return hit.group()
    # An entity stands for a character; "Simon&Garfunkel;" is none.
    found = (hit.group() for hit in _ENTITY.finditer(text))
    return next((entity for entity in found if html.unescape(entity) != entity), "")


def find_heading(text: str) -> str:
    if not _has_marked_line(text):
        return ""
    hit = _HEADING.search(text) or _UNDERLINED.search(text) or _BOLD_LINE.search(text)
    return hit.group().strip() if hit else ""


def find_markdown(text: str) -> str:
    emphasis = (_BOLD, _ITALIC, _STRAY) if _may_be_emphasised(text) else ()
    patterns = (*emphasis, _STRIKE, _CODE, _LINK)
    if _has_marked_line(text):
        patterns = (_HEADING, *emphasis, _STRIKE, _CODE, _FENCE, _LINK, _BULLET, _QUOTE, _TABLE, _RULE)
    return next((hit.group().strip() for pattern in patterns if (hit := pattern.search(text))), "")


def emphasised(text: str) -> list[str]:
    """What stands in italics or bold, each once: models set titles so where prose would quote them."""
    if not _may_be_emphasised(text):
        return []
    hits = [hit for pattern in (_BOLD, _ITALIC) for hit in pattern.finditer(text)]
    return list(dict.fromkeys(_inner(hit).strip("*_ ") for hit in hits))


def without_html(text: str) -> str:
    """Tags dropped, entities resolved, the content of scripts and the like gone; what remains is text."""
    for _ in range(5):  # a tag may hide within a tag, behind two entities, or be parted by a character nobody sees
        before, text = text, writing.without_unwanted(text)
        text = _COMMENT.sub("", _HIDDEN.sub("", text))
        text = _OPEN_TAG.sub("", _TAG.sub("", _BREAK_TAG.sub("\n\n", text)))
        # Whole entities only: html.unescape alone would read "rock&reggae" as "rock®gae".
        text = _ENTITY.sub(lambda hit: html.unescape(hit.group()), text)
        if text == before:
            return text
    return without_openings(text)


def without_openings(text: str) -> str:
    """Tags and entities made words by taking what opens them, so that nothing of the text is lost."""
    return text.replace("<", "").replace("&", "and") if find_html(text) else text


def without_markdown(text: str) -> str:
    """Headings, rules and tables dropped with their words; emphasis, links, code, lists and quotes keep theirs."""
    if _has_marked_line(text):
        for pattern in (_FENCE, _HEADING, _UNDERLINED, _BOLD_LINE, _RULE, _TABLE, _QUOTE, _BULLET):
            text = pattern.sub("", text)
    text = _STRIKE.sub(r"\1", _CODE.sub(r"\1", _LINK.sub(r"\1", text)))
    if not _may_be_emphasised(text):
        return text
    for _ in range(4):  # emphasis within emphasis
        before = text
        for pattern in (_BOLD, _ITALIC, _STRIKE):
            text = pattern.sub(_inner, text)
        if text == before:
            break
    return _STRAY.sub("", text)


@lru_cache(2)  # cleaning and judging ask of the same text
def _has_marked_line(text: str) -> bool:
    """Headings, rules, lists, quotes, tables and fences all have a line that begins with a mark or a number."""
    return _MARKED_LINE.search(text) is not None


def _may_be_emphasised(text: str) -> bool:
    """Most texts hold no such mark at all, and looking for pairs of them is slow."""
    return any(mark in text for mark in ("*", "_", "```"))


def _inner(hit: re.Match[str]) -> str:
    return next(group for group in hit.groups() if group is not None)
