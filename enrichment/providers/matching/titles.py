"""Album titles as evidence between artists of one name."""

import re
from collections.abc import Iterable, Sequence

from collection.naming import folded, literal

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_EDITION = re.compile(
    r"\b(?:re-?master(?:ed|s)?|edition|deluxe|re-?issued?|re-?release|box ?set|expanded|anniversary"
    r"|bonus)\b"
)
_TAIL = " - "


def plain_title(title: str) -> str:
    """The title in lower case without bracketed parts and without a ` - 2011 Remaster` kind of tail."""
    text, removed = literal(title), 1
    while removed:
        text, removed = _BRACKETED.subn(" ", text)
    head, dash, tail = text.rpartition(_TAIL)
    while dash and head.strip() and _EDITION.search(tail):
        text = head
        head, dash, tail = text.rpartition(_TAIL)
    return " ".join(text.split())


def title_key(title: str) -> str:
    """What two editions of one work have in common; the whole title where all of it is bracketed."""
    return folded(plain_title(title)) or folded(title)


def shared_titles(owned: Sequence[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """The titles we own that are among theirs, each work once."""
    known = {title_key(title) for title in theirs}
    works: dict[str, str] = {}
    for title in owned:
        works.setdefault(title_key(title), title)
    return tuple(title for key, title in works.items() if key and key in known)
