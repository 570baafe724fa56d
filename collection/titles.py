"""What the titles of one work have in common, however its editions and services write them. Plain text."""

import re

from collection.naming import folded, literal, remembered

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EDITION = re.compile(
    r"(?:re-?master(?:ed|s)?|deluxe|re-?issued?|expanded|anniversary|bonus|edition|explicit|mono|stereo|version)\b"
)
# What a service adds to the name of a record, or to that of one disc of it.
_DISC = re.compile(
    r"\s*[-–:,/]?\s+(?:cd|dis[ck]|disque)\s*(?:[0-9]{1,2}|one|two|three|four|a|b|i{1,3}|iv|v)"
    r"(?:\s+of\s+[0-9]{1,2})?(?:\s*[-–:]\s.*)?$"
)
_KIND = re.compile(r"\s+(?:[-–]\s+(?:the\s+)?(?:ep|single|lp)|ep|e\.p\.|lp)$")
_BARE_EDITION = re.compile(
    r"\s+(?:[0-9]{1,3}th anniversary|(?:super )?deluxe|special|expanded|limited|legacy|collector's|anniversary"
    r"|remastered|bonus track)\s+(?:edition|version)$"
)


@remembered
def work_key(title: str) -> str:
    """`The Wall - CD2` and `The Wall (Deluxe Edition)` are `thewall`; the number of a volume stays."""
    text = literal(title)
    one = text.partition(" = ")[0] or text
    plain = " ".join(_BRACKETED.sub(" ", one).split()) or one
    for sign in (" - ", ": "):
        head, found, tail = plain.rpartition(sign)
        if found and head.strip() and _EDITION.search(tail):
            plain = head
    shorter = _KIND.sub("", _BARE_EDITION.sub("", _DISC.sub("", plain))).strip(" -,:/") or one
    return folded(shorter) or folded(text) or text.replace(" ", "")
