"""Read a page's form as a browser would, so that a test posts what a person would post."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class FormReader(HTMLParser):
    """Collects the values of the main form's fields; line breaks in texts become CRLF as browsers send them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "textarea":
            self._text, self.values[name] = name, [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value") or "")
        elif tag == "input" and name and _is_sent(given):
            self.values.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            written = self.values[self._text][0].removeprefix("\n")
            self.values[self._text] = [written]
            self._text = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self.values[self._text][0] += data


def _is_sent(given: dict[str, str | None]) -> bool:
    kind = given.get("type")
    return kind not in {"submit", "file", "search"} and (kind not in {"checkbox", "radio"} or "checked" in given)


def form_values(client: Client, address: str) -> dict[str, Any]:
    """The values that pressing "Save" on the page would send."""
    response = client.get(address)
    assert response.status_code == 200
    reader = FormReader()
    reader.feed(response.content.decode())
    values = {
        name: [value.replace("\r\n", "\n").replace("\n", "\r\n") for value in sent]
        for name, sent in reader.values.items()
    }
    return {
        name: sent
        for name, sent in values.items()
        if name not in {"q", "csrfmiddlewaretoken", "action"} and "__prefix__" not in name
    }


def save(client: Client, address: str, values: dict[str, Any]) -> None:
    response = client.post(address, values)
    if response.status_code != 302:
        context = response.context
        raise AssertionError((context["errors"], [one.formset.errors for one in context["inline_admin_formsets"]]))
