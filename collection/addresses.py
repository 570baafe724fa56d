"""Addresses that AIME is willing to store and to put into a page, and which are its own machine. Plain text in, plain
answer out.
"""

import ipaddress
import re
from urllib.parse import urlsplit

LONGEST = 1000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\"<>\\^`{|}]")
# As nearly all are: a host by its name alone, and nothing behind it that would have to be looked at.
_USUAL = re.compile(r"https://[A-Za-z0-9.-]+(?:[/?#][!#-;=?-\[\]_a-z~]*)?")


def is_usual_address(value: str) -> bool:
    """Whether `value` is an HTTPS address that is right at first sight; others may be."""
    return len(value) <= LONGEST and _USUAL.fullmatch(value) is not None


def is_https_address(value: object) -> bool:
    """Whether `value` is an HTTPS address with a host, without credentials, blanks or control characters."""
    if not isinstance(value, str) or len(value) > LONGEST or not value.startswith("https://") or _UNSAFE.search(value):
        return False
    if is_usual_address(value):
        return True
    try:
        parts = urlsplit(value)
        _port = parts.port  # raises for a port that is no number
        value.encode("utf-8")  # a lone surrogate fits in no database
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc


def is_shown(value: str, hosts: tuple[str, ...]) -> bool:
    """Whether pages may load a picture from there: `hosts` as a content security policy writes them."""
    host = urlsplit(value).hostname or ""
    patterns = (pattern.removeprefix("https://") for pattern in hosts)
    return any(host.endswith(one[1:]) if one.startswith("*.") else host == one for one in patterns)


def is_loopback(host: str) -> bool:
    """Whether a host, by its number or its name, is this machine as it calls itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
