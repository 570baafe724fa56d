"""Every page that can be reached by following links, a few of each kind."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

STARTS = (
    "/",
    "/admin/",
    "/admin/enrichment/settings/",
    "/admin/enrichment/settings/steps/",
    "/admin/enrichment/review/",
    "/services/discogs/enrich/progress",
)
OF_A_KIND = 2
# The form for one thing of an album is the same form wherever on the wall its reader came from.
_CAME_FROM = re.compile(r"(?<=^/albums/N/)(\w+/)\?.*")
_LINK = re.compile(r'(?:href|src|data-[a-z-]+)="(/[^"#]*)')


def crawl(client: Client, *starts: str, of_a_kind: int = OF_A_KIND) -> dict[str, Any]:
    """Responses by address. What is not linked must be named in `starts`."""
    waiting, met, kinds = [*starts, *STARTS], set[str](), Counter[str]()
    found: dict[str, Any] = {}
    while waiting:
        address = waiting.pop(0)
        kind = _CAME_FROM.sub(r"\1?", re.sub(r"=[^&]*", "=", re.sub(r"\d+", "N", address)))
        if address in met or "logout" in address or address.startswith("/static/") or kinds[kind] >= of_a_kind:
            continue
        met.add(address)
        kinds[kind] += 1
        found[address] = response = client.get(address)
        waiting += [unescape(link) for link in _LINK.findall(text_of(response))]
    return found


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return str(body.decode("utf-8", "replace"))


class Active(HTMLParser):
    """What a browser would run on a page: inline scripts, handlers, addresses that are programs; `found` names it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip().lower() for name, value in attrs}
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.found.append("inline script")
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        links = [given.get(name, "") for name in ("href", "src", "action", "formaction")]
        self.found += [f"{tag} {link}" for link in links if link.startswith("javascript:")]
        if tag == "img" and given.get("src") == "x":
            self.found.append("planted picture")
