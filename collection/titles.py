"""What the titles of one work have in common, however its editions and services write them. Plain text."""

import re

from collection.naming import folded, literal, remembered

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EDITION = re.compile(
    r"(?:re-?master(?:ed|s)?|deluxe|re-?issued?|expanded|anniversary|bonus|edition|explicit|mono|stereo|version)\b"
)
# What a service adds to the name of a record, or to that of one disc of it.
_DISC = re.compile(r"\s*[-–:,]?\s+(?:cd|dis[ck]|disque)\s*(?:[0-9]{1,2}|one|two|three|four|a|b)$", re.IGNORECASE)
_KIND = re.compile(r"\s+[-–]\s+(?:the\s+)?(?:ep|single|lp)$")


@remembered
def work_key(title: str) -> str:
    """`The Wall - CD2` and `The Wall (Deluxe Edition)` are `thewall`; the number of a volume stays."""
    text = literal(title)
    shorter = _without_tail(text)
    return folded(shorter) or folded(text) or text


def _without_tail(text: str) -> str:
    plain = " ".join(_BRACKETED.sub(" ", text).split()) or text
    head, dash, tail = plain.rpartition(" - ")
    if dash and head.strip() and _EDITION.search(tail):
        plain = head
    return _KIND.sub("", _DISC.sub("", plain)).strip(" -,:") or text
