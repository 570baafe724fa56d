"""The carrier of a release ("Vinyl", "CD + DVD"), from how Discogs writes formats in its API and in its export."""

import re
from collections.abc import Iterable

from collection.naming import remembered

BOX_SET = "Box Set"
# In this order a release of several carriers is named, so that "CD, Vinyl" and "Vinyl, CD" are one filter.
# Discogs' names of formats, their abbreviations in its export, and what people call them.
CARRIERS = {
    "Vinyl": (
        *("vinyl", "lp", "flexi-disc", "flexi", "lathe cut", "lathe", "shellac", "acetate", "ep", "maxi"),
        *("pathé disc", "edison disc", "mighty tiny", "sopic", "vinyle", "33t", "45t", "33 tours", "45 tours"),
        *("record", "schallplatte", "vinilo", "vinile", "disque"),
    ),
    "CD": ("cd", "cdr", "sacd", "cd-rom", "hybrid", "cdv", "minimax", "compact disc", "cds", "vcd", "svcd"),
    "Cassette": (
        *("cassette", "cass", "microcassette", "dcc", "mc", "tape", "kassette", "k7", "nt cassette", "casete"),
        *("dc-international", "elcaset"),
    ),
    "Digital": ("file", "digital", "mp3", "flac", "wav", "aac", "download", "digital file", "digital media"),
    "DVD": ("dvd", "dvdr", "dvd-v", "dvd-a", "hd dvd", "hd dvd-r", "dvd-d"),
    "Blu-ray": ("blu-ray", "blu-ray-r", "blu", "ultra hd blu-ray", "uhd blu-ray"),
    "MiniDisc": ("minidisc", "mini", "md"),
    "8-Track": ("8-track cartridge", "8-trk", "8-track"),
    "Reel": ("reel-to-reel", "reel"),
    "VHS": ("vhs", "super vhs", "s-vhs"),
    "Memory Stick": ("memory stick", "usb", "memory"),
    "DAT": ("dat",),
    "LaserDisc": ("laserdisc", "ld"),
}
_CARRIER_OF = {word: carrier for carrier, words in CARRIERS.items() for word in words}
_ORDER = list(CARRIERS)
_BOX = {"box set", "box"}
_CARRIERS = _BOX.union(_CARRIER_OF)
# Words for the whole release. The export drops the name of "All Media", so that its descriptions stand alone.
_SILENT = {"all media", "all", "unknown", "unknown media", "", "na"}
_DESCRIPTIONS = {
    *("album", "comp", "compilation", "single", "mini-album", "maxi-single", "re", "rp", "rm", "reissue", "repress"),
    *("remastered", "ltd", "limited edition", "num", "numbered", "promo", "w/lbl", "unofficial", "gat", "mono"),
    *("stereo", "quad", "dlx", "deluxe edition", "club", "s/edition", "special edition", "smplr", "sampler"),
    *("mixed", "mixtape", "tes", "test pressing", "tp", "pic", "picture disc", "s/sided", "single sided", "etch"),
    *("etched", "shape", "enh", "enhanced", "copy prot.", "pal", "ntsc", "secam", "multichannel", "hdcd", "han"),
    *("pap", "m/print", "misprint", "p/unofficial", "trans", "transcription", "adv", "advance", "jukebox", "j/card"),
}
_QUANTITY = re.compile(r"^[0-9]+\s*[x×]\s*", re.IGNORECASE)
_INCHES = re.compile(r"^[0-9]{1,2}(\.[0-9]+)?[\"”″]$")
LONGEST = 50


def support_of(formats: Iterable[str]) -> str:
    """Return the support of a release with these Discogs format names; an unheard-of carrier keeps its own name."""
    words = [_QUANTITY.sub("", name.strip()) for name in formats]
    if any(word.casefold() in _BOX for word in words):
        return BOX_SET
    telling = [word for word in words if word.casefold() not in _SILENT]
    carriers = {"Vinyl" if _INCHES.match(word) else _CARRIER_OF.get(word.casefold(), word) for word in telling}
    in_order = sorted(carriers, key=lambda one: (_ORDER.index(one) if one in _ORDER else len(_ORDER), one))
    return " + ".join(in_order)[:LONGEST]


@remembered
def support_of_text(text: str) -> str:
    """Return the support of an export's text: `2xLP, Album, RE + CD` names a carrier first in each of its parts.

    A part may also hold descriptions alone, or be what follows a "+" in free text: it then names no carrier.
    """
    firsts = [_QUANTITY.sub("", part.split(",")[0].strip()) for part in re.split(r"\s\+\s", text)]
    known = [word for word in firsts if word.casefold() in _CARRIERS or _INCHES.match(word)]
    # An unheard-of carrier may be one; the abbreviations of colours and the like have three letters.
    unheard_of = [word for word in firsts[:1] if len(word) > len("Cok") and word.casefold() not in _DESCRIPTIONS]
    return support_of(known or unheard_of)
