"""Make foreign values safe to store. Each function takes anything; only `release_id` refuses, for identity matters.

The carrier of a release ("Vinyl", "CD + DVD") is told by how Discogs writes formats in its API and in its export, and
by what people call them.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from collection.addresses import is_https_address
from collection.importing import dates
from collection.naming import remembered, strip_disambiguation

LARGEST_ID = 2**63 - 1
SHOWN_VALUE_LENGTH = 40
_NUMBER = re.compile(r"\s*[0-9]{1,19}\s*")
# A number with `.0` or `,0` behind it, in groups of three, or in the address of a release.
_WRITTEN_ID = re.compile(
    r"\[?r?([0-9]{1,18})(?:[.,]0+)?\]?"
    r"|([0-9]{1,3}(?:[ ,.'’\u00a0\u202f][0-9]{3})+)"
    r"|(?:https?://)?(?:www\.)?discogs\.com/(?:[a-z]{2}/)?(?:[^/\s]+/)?release/([0-9]{1,18})(?:[-/?#]\S*)?"
)
LONGEST_PROSE = 20_000
FIRST_RECORDING = 1877
_A_YEAR = re.compile(r"(?<![0-9])(?:[0-9]{4}|[12][.,'’\u00a0\u202f][0-9]{3})(?![0-9])")
# `1970s`, `70er`, `années 70`, `before 1970`: words that tell of no single year.
_NO_SINGLE_YEAR = re.compile(
    r"[0-9]\s?['’]?(?:s|er|ern|-?talet|-?luku)\b"
    r"|\b(?:ann[eé]es|anni|años|anos|jaren|jahre|lata|d[eé]cad\w*|d[eé]cenni\w*|jahrzehnt\w*)\b"
    r"|\b(?:before|after|pre|post|avant|après|vor|nach|antes|después|prima|dopo|voor|na)\b",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(r"[^\W\d]{3,9}\.?[-  ']{1,2}([0-9]{2})")
# Databases refuse NUL and lone surrogates; terminals and logs obey the other control characters.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

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
LONGEST_SUPPORT = 50


class UnusableValueError(ValueError):
    """A value without which the entry means nothing; the message is the reason for people."""


def text(value: Any, longest: int | None = None) -> str:
    """Return one line of storable text; numbers count as text (albums are called "1989"), all else as nothing."""
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_ID:
            return ""
        value = str(value)
    if not (value.isascii() and value.isprintable()):
        value = _UNSTORABLE.sub("", value)
    line = " ".join(value.split())
    return line if longest is None else line[:longest].strip()


def prose(value: Any) -> str:
    """Return storable text of several lines; numbers count as text."""
    if not isinstance(value, str):
        return text(value)
    return _UNSTORABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_PROSE].strip()


def storable(value: Any) -> Any:
    """Return `value`, as JSON tells it, without the signs that no database takes, however deep they stand."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, list):
        return list(map(storable, value))
    if isinstance(value, dict):
        return {storable(name): storable(one) for name, one in value.items()}
    return value


def texts(value: Any) -> tuple[str, ...]:
    """Return the distinct texts of a list (of texts, or of objects with a `name`), or of a single text."""
    entries = value if isinstance(value, list | tuple) else [value]
    names = (text(entry.get("name") if isinstance(entry, dict) else entry) for entry in entries)
    return tuple(dict.fromkeys(name for name in names if name))


def labels(value: Any) -> tuple[str, ...]:
    """Return names of labels without the "(n)" by which Discogs tells homonyms apart."""
    return tuple(dict.fromkeys(strip_disambiguation(name) for name in texts(value)))


def catalog_number(value: Any) -> str:
    """Return the number on the spine; Discogs writes "none" where there is none."""
    number = text(value, 200)
    return "" if number.casefold() == "none" else number


def catalog_numbers(value: Any) -> str:
    """Return the distinct numbers of a list as one text, as many as the column holds."""
    numbers = dict.fromkeys(map(catalog_number, value if isinstance(value, list | tuple) else [value]))
    return catalog_number(", ".join(filter(None, numbers)))


def identifier(value: Any) -> int | None:
    """Return a positive id that fits a database column, or None."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = int(value)
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID
    return value if usable else None


def release_id(value: Any) -> int | None:
    """Return the Discogs release id, None where the entry has none; one that is no id would break the identity.

    Read as programs and people write it: `151223`, `151223.0`, `151 223`, `r151223`, the address of its page.
    """
    number = identifier(value)
    if number is None and isinstance(value, str) and (found := _WRITTEN_ID.fullmatch(value.strip())):
        number = identifier(re.sub(r"[^0-9]", "", found[1] or found[2] or found[3]))
    if number is None and isinstance(value, float) and value.is_integer():
        number = identifier(int(value))
    if number is None and value not in (None, "", 0, "0", 0.0, "0.0"):
        written = text(str(value) if isinstance(value, int | float) else value) or type(value).__name__
        shown = written if len(written) <= SHOWN_VALUE_LENGTH else f"{written[: SHOWN_VALUE_LENGTH - 1]}…"
        raise UnusableValueError(_("its release_id “%(value)s” is not a usable number.") % {"value": shown})
    return number


def year(value: Any) -> int | None:
    """Return the year of `1999`, `"1999"`, `"1999-03-00"`; None for 0, blanks and what no record can be from."""
    match = re.match(r"\s*([0-9]{4})(?![0-9]|\s?['’]?(?:s|er)\b)", str(value)) if isinstance(value, str | int) else None
    number = int(match[1]) if match else 0
    return number if FIRST_RECORDING <= number <= timezone.localdate().year + 2 else None


def year_within(text: str) -> int | None:
    """Return the only year that a person's words hold: `ca. 1998`, `℗ 1998`, `Sep-98`, `1,998`; none of `1970s`."""
    if _NO_SINGLE_YEAR.search(text):
        return None
    told = {number for found in _A_YEAR.findall(text) if (number := year(re.sub(r"[^0-9]", "", found)))}
    if not told and (found := _MONTH_AND_YEAR.fullmatch(text)):
        short = int(found[1])
        told = {1900 + short if 2000 + short > timezone.localdate().year else 2000 + short}
    return told.pop() if len(told) == 1 else None


def https_address(value: Any) -> str:
    """Return an address that may be stored, or nothing; Discogs sends `spacer.gif` where there is no picture."""
    address = value.strip() if isinstance(value, str) else ""
    return address if is_https_address(address) and not address.endswith("/spacer.gif") else ""


def moment(value: Any) -> datetime | None:
    """Return the instant of a date in any usual form; without an offset it is the site's own time."""
    return dates.moment(value) if isinstance(value, str) else None


def first_of(entry: dict[str, Any], names: Iterable[str]) -> Any:
    """Return the first value among `names` that says something."""
    return next((entry[name] for name in names if entry.get(name)), None)


def support_of(formats: Iterable[str]) -> str:
    """Return the support of a release with these Discogs format names; an unheard-of carrier keeps its own name."""
    words = [_QUANTITY.sub("", name.strip()) for name in formats]
    if any(word.casefold() in _BOX for word in words):
        return BOX_SET
    telling = [word for word in words if word.casefold() not in _SILENT]
    carriers = {"Vinyl" if _INCHES.match(word) else _CARRIER_OF.get(word.casefold(), word) for word in telling}
    in_order = sorted(carriers, key=lambda one: (_ORDER.index(one) if one in _ORDER else len(_ORDER), one))
    return " + ".join(in_order)[:LONGEST_SUPPORT]


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
