"""Tolerant readings of JSON from services, which hold null, strings for numbers and objects for lists."""

import re
from urllib.parse import urlsplit

from collection.addresses import is_usual_address

LONGEST_URL = 1000
# Printable ASCII without quotes, angle brackets and backslash.
_VISIBLE = re.compile(r"[!#-;=?-\[\]-~]+")
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
# Several services name it.
SPOTIFY_ID = re.compile(r"[0-9A-Za-z]{22}")


def as_object(value: object) -> dict[str, object]:
    """`value` when it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """A list as it is, a bare object as a list of one, anything else (null, "") as an empty list."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) and value else []


def as_objects(value: object) -> list[dict[str, object]]:
    """The JSON objects of a list; null entries and other strangers are left out."""
    return [item for item in as_list(value) if isinstance(item, dict)]


def as_text(value: object) -> str:
    """A string without blanks around it, a number as a string, else empty."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def as_texts(value: object) -> tuple[str, ...]:
    """The non-empty strings of a list."""
    return tuple(text for text in map(as_text, value if isinstance(value, list) else []) if text)


def as_int(value: object) -> int | None:
    """A whole number, also when written as a string; None when there is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**18 else None
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if _WHOLE.fullmatch(text) else None


def as_https(value: object) -> str:
    """An address that may be shown and linked: HTTPS, with a host, without credentials or blanks; else empty."""
    url = as_text(value)
    if is_usual_address(url):
        return url
    if len(url) > LONGEST_URL or not _VISIBLE.fullmatch(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme == "https" and parts.hostname and "@" not in parts.netloc else ""
