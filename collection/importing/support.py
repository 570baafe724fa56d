"""The carrier of a release ("Vinyl", "CD + DVD"), from how Discogs writes formats in its API and in its export."""

import re
from collections.abc import Iterable

BOX_SET = "Box Set"
# In this order a release of several carriers is named, so that "CD, Vinyl" and "Vinyl, CD" are one filter.
CARRIERS = {
    "Vinyl": ("vinyl", "lp", "flexi-disc", "flexi", "lathe cut", "lathe", "shellac", "acetate"),
    "CD": ("cd", "cdr", "sacd", "cd-rom", "hybrid", "cdv", "minimax"),
    "Cassette": ("cassette", "cass", "microcassette", "dcc"),
    "Digital": ("file", "digital", "mp3", "flac", "wav", "aac"),
    "DVD": ("dvd", "dvdr", "dvd-v", "dvd-a", "hd dvd"),
    "Blu-ray": ("blu-ray", "blu-ray-r", "blu"),
    "MiniDisc": ("minidisc", "mini"),
    "8-Track": ("8-track cartridge", "8-trk"),
    "Reel": ("reel-to-reel", "reel"),
    "VHS": ("vhs",),
    "Memory Stick": ("memory stick", "usb"),
}
_CARRIER_OF = {word: carrier for carrier, words in CARRIERS.items() for word in words}
_ORDER = list(CARRIERS)
_BOX = {"box set", "box"}
_SILENT = {"all media", "all", "unknown", ""}
_QUANTITY = re.compile(r"^[0-9]+\s*[x×]\s*", re.IGNORECASE)
_INCHES = re.compile(r"^[0-9]{1,2}(\.[0-9]+)?[\"”″]$")
LONGEST = 50


def support_of(formats: Iterable[str]) -> str:
    """Return the support of a release with these Discogs format names; an unheard-of carrier keeps its own name."""
    words = [_QUANTITY.sub("", name.strip()) for name in formats]
    if any(word.casefold() in _BOX for word in words):
        return BOX_SET
    carriers = {_carrier(word) for word in words if word.casefold() not in _SILENT}
    return " + ".join(sorted(carriers, key=_rank))[:LONGEST]


def support_of_text(text: str) -> str:
    """Return the support of an export's text: `2xLP, Album, RE + CD` names a carrier first in each of its parts."""
    return support_of(part.split(",")[0] for part in re.split(r"\s\+\s", text))


def _carrier(word: str) -> str:
    return "Vinyl" if _INCHES.match(word) else _CARRIER_OF.get(word.casefold(), word)


def _rank(carrier: str) -> tuple[int, str]:
    return (_ORDER.index(carrier) if carrier in _ORDER else len(_ORDER), carrier)
