"""Marks that prose never holds: placeholders, citations, addresses, broken characters, wrappers, lists, labels."""

import re
from itertools import islice

from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.writing import is_printable

_PLACEHOLDER = re.compile(
    r"\[(?!\d)[^\[\]\n]{2,60}\]|\{[^{}\n]{0,60}\}"
    r"|\{%|\$\{|\b(?:19|20)(?:XX|xx|\?\?|__)|\bX{3,}\b|\b(?:TBD|TODO|TBA|N/A)\b|_{3,}"
    r"|\b(?:lorem ipsum|insert (?:title|name|artist|year) here)\b|<(?!/?[a-z0-9]{1,10}[\s/>])[A-Za-zÀ-ÿ][\w -]{1,30}>"
)
_ANGLED = re.compile(
    r"<(?=[a-zà-ÿ])(?:(?:album|artist|band|song|record|release|producer|your|the) )?"
    r"(?:title|artist|album|year|label|name|genre|producer|studio|songs?|band|titre|artiste|année|nom|künstler|jahr"
    r"|titolo|artista|anno|título|año|sello)>(?![^<]{0,200}</)",
    re.IGNORECASE,
)
# Read as Latin-1, the second and third byte of a letter are control characters.
_BROKEN = re.compile(r"[\x80-\x84\x86-\x9f]+\w{0,12}")
_FOOTNOTE = re.compile(r"[【†]|\[\d{1,3}\]|\(\s?(?:[Ss]ources?|[Qq]uellen?|[Ff]ont[ei]|[Ff]uentes?|[Vv]ia)\s?:")
_SOURCES = re.compile(
    r"(?:^|\n|[.!?…] )(?:[Ss]ources?|[Qq]uellen?|[Ff]ont[ei]|[Ff]uentes?|[Rr]éférences?|[Rr]eferences?)\s?:|https?:"
)
_MOJIBAKE = re.compile(
    r"Ã[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122 ]"
    r"|Â[\x80-\xbf\xa0]"
    r"|â(?:€|\x80|„)|[a-z]â(?:s|re|ll)\b|ï¿½|\ufffd|Å[\x80-\xbf\u0153\u201c\u2019]|[ĠĊĉ▁]"
)
# "tr?s", "d'?l?gante": a question mark for each letter with an accent.
_LOST = re.compile(r"[a-zà-ÿ]\?[a-zà-ÿ]|\w['’]\?\w|\s\?(?=[a-zà-ÿ]{2})|[a-zà-ÿ,] \? [a-zà-ÿ]")
_WRAPPER = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\[ntr\"'](?![a-z]*\{)|\\x[0-9a-f]{2}|\\[a-zA-Z]{2,20}\s?[{\\(]|\\[\[\]()]|\$[^$\n]{1,40}\$"
    r"|^\s*[{\[]\s*\"|\"\s*[}\]]\s*$|\"\w{2,20}\"\s?:\s?[\"\[{]"
)
_SYMBOL = re.compile(r"[\u2190-\u21ff\u2300-\u266c\u2670-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff•◦‣⁃]")
_DASHED = re.compile(r"^[–—-] ?(?=[\w«“„\"'])(?!\d)")
_HASHTAG = re.compile(r"(?<![\w#])#[^\W\d]\w+")
_LABEL = re.compile(table("marks")["label"], re.IGNORECASE)
# "Rating: 9/10".
_RATING = re.compile(r"\b\d{1,2}(?:[.,]\d)? ?/ ?(?:5|10|20|100)\b(?![/-])")
_BULLET = re.compile(r"^[ \t]*(?:[-*+•▪◦‣→–]|\d{1,2}[.)])[ \t]+\S")


_UNFILLED = re.compile(r"\b(?:TBD|TODO|TBA|[Ll]orem ipsum)\b")
_PUBLISHERS = frozenset(table("marks")["publishers"].split())
# The characters that a kind needs are looked for first, all at once.
_KINDS = (
    ("unfilled", "[{<_X$", _PLACEHOLDER),
    ("citation", "【†[(", _FOOTNOTE),
    ("damaged", "ÃÂâï\ufffdÅĠĊĉ▁", _MOJIBAKE),
    ("damaged", "?", _LOST),
    ("wrapper", '\\$"{}', _WRAPPER),
    ("list", "#", _HASHTAG),
)


def find_marks(prose: Prose) -> dict[str, str]:
    """For each kind that is there, the passage; what a given name holds ("[Untitled]") is no mark."""
    text, held = prose.hidden, set(prose.hidden)
    found: dict[str, str] = {}
    for code, signs, pattern in _KINDS:
        if not held.isdisjoint(signs) and (hit := pattern.search(text)):
            found.setdefault(code, hit.group().strip())
    if source := _SOURCES.search(text):
        found.setdefault("citation", source.group().strip())
    for line in text.splitlines():
        if begun := _DASHED.match(line) or (":" in line[:40] and _LABEL.match(line)):
            found.setdefault("list", line[: begun.end() + 40])
    if max(held - {"…"}, default="") > "\u2021" and (symbol := _SYMBOL.search(text)):
        found.setdefault("list", symbol.group())
    if "/" in held and (rating := _RATING.search(text)):
        found.setdefault("list", rating.group())
    if gap := _UNFILLED.search(text):
        found.setdefault("unfilled", gap.group())
    if named := _PUBLISHERS & prose.words:
        found.setdefault("citation", min(named))
    return found


def find_marks_of_answer(raw: str) -> dict[str, str]:
    """What cleaning takes away but for its harm: the second line of a list, a gap in angle brackets, broken bytes."""
    lines = (line for line in raw.splitlines() if _BULLET.match(line)) if "\n" in raw else iter(())
    found = {"list": next(islice(lines, 1, None), "").strip()}
    if "<unk>" in raw:
        found["damaged"] = "<unk>"
    if "<" in raw and (gap := _ANGLED.search(raw)):
        found["unfilled"] = gap.group()
    if not is_printable(raw) and (broken := _BROKEN.search(raw)):
        found["damaged"] = broken.group().strip()
    return {code: passage for code, passage in found.items() if passage}
