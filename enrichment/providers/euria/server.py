"""What the address of a chat server tells of it."""

import ipaddress
import re
from urllib.parse import urlsplit

_INFOMANIAK = re.compile(r"/ai/\d+/openai\b")
_AT_HOME = ("localhost", "local", "lan", "home", "internal")


def host_of(url: str) -> str:
    """The name or number of the host in small letters; empty for what is no address."""
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


def location(url: str) -> str:
    """The host with its port, as people tell servers apart; never a name or password that stands before it."""
    try:
        port = urlsplit(url.strip()).port
    except ValueError:
        port = None
    host = host_of(url)
    return f"{host}:{port}" if host and port else host


def is_infomaniak(url: str) -> bool:
    """Euria proper, or whatever plays it under the same paths: a key is needed there, and the models are listed."""
    host = host_of(url)
    return host == "infomaniak.com" or host.endswith(".infomaniak.com") or bool(_INFOMANIAK.search(url))


def is_local(url: str) -> bool:
    """A machine of one's own: this one, one in the house, or another container. It works at one answer at a time."""
    host = host_of(url)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return bool(host) and ("." not in host or host.rsplit(".", 1)[1] in _AT_HOME)
    return address.is_private or address.is_loopback or address.is_link_local
