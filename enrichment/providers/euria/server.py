"""What the address of a chat server tells of it, and the names under which servers list one model."""

import ipaddress
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

CHAT = "/chat/completions"
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


def api_base(url: str) -> str:
    """The address without a slash and without the path of the chat."""
    base = url.strip().rstrip("/")
    while base.endswith(CHAT):
        base = base.removesuffix(CHAT).rstrip("/")
    return base


def is_served(model: str, served: Iterable[str]) -> bool:
    """Servers write one name in several ways: whatever the case, Ollama's `:latest`, a folder and `.gguf` around it;
    `*` in the list stands for any.
    """
    wanted = _forms(model)
    return any(_forms(name) & wanted or ("*" in name and fnmatchcase(model, name)) for name in served)


def _forms(name: str) -> set[str]:
    """The name, and what it is called where it is a file."""
    plain = name.strip().casefold().removesuffix(":latest")
    is_file = plain.endswith(".gguf") or plain.startswith(("/", "~", ".")) or "\\" in plain
    return {plain, plain.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".gguf")} if is_file else {plain}
