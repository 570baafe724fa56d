"""Make foreign values safe to store. Each function takes anything; only `release_id` refuses, for identity matters."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from collection.addresses import is_https_address
from collection.naming import strip_disambiguation

LARGEST_ID = 2**63 - 1
FIRST_RECORDING = 1877
# Databases refuse NUL and lone surrogates; terminals and logs obey the other control characters.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class UnusableValueError(ValueError):
    """A value without which the entry means nothing; the message is the reason for people."""


def text(value: Any, longest: int | None = None) -> str:
    """Return one line of storable text; numbers count as text (albums are called "1989"), all else as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    if isinstance(value, int) and abs(value) > LARGEST_ID:
        return ""
    return " ".join(_UNSTORABLE.sub("", str(value)).split())[:longest].strip()


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


def identifier(value: Any) -> int | None:
    """Return a positive id that fits a database column, or None."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,19}\s*", value):
        value = int(value)
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID
    return value if usable else None


def release_id(value: Any) -> int | None:
    """Return the Discogs release id, None where the entry has none; one that is no id would break the identity."""
    number = identifier(value)
    if number is None and value not in (None, "", 0, "0"):
        raise UnusableValueError(_("its release_id is not a usable number."))
    return number


def year(value: Any) -> int | None:
    """Return the year of `1999`, `"1999"`, `"1999-03-00"`; None for 0, blanks and what no record can be from."""
    match = re.match(r"\s*([0-9]{4})(?![0-9])", str(value)) if isinstance(value, str | int) else None
    number = int(match[1]) if match else 0
    return number if FIRST_RECORDING <= number <= timezone.localdate().year + 2 else None


def https_address(value: Any) -> str:
    """Return an address that may be stored, or nothing; Discogs sends `spacer.gif` where there is no picture."""
    address = value.strip() if isinstance(value, str) else ""
    return address if is_https_address(address) and not address.endswith("/spacer.gif") else ""


def moment(value: Any) -> datetime | None:
    """Return the instant of an ISO date and time; without an offset it is the site's own time."""
    try:
        instant = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
    if instant is None or not 1900 <= instant.year <= 2200:
        return None
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)


def first_of(entry: dict[str, Any], names: Iterable[str]) -> Any:
    """Return the first value among `names` that says something."""
    return next((entry[name] for name in names if entry.get(name)), None)
