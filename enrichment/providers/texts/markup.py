"""Markdown and HTML: found, and turned into plain text."""

import html
import re
from functools import lru_cache

from enrichment.providers.texts.characters import without_unwanted

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
        before, text = text, without_unwanted(text)
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
