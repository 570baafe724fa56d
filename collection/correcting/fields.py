"""Form fields for lists and long texts, written the way people write them: a line each."""

import re
from typing import Any

from django import forms

Track = dict[str, str]
_DURATION = re.compile(r"[0-9]{1,3}(:[0-9]{2}){1,2}")


class ProseField(forms.CharField):
    """A text of several lines. Browsers send CRLF; only a change of the text itself counts as one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class LinesField(forms.Field):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self.write(entry) for entry in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Any]:
        if isinstance(value, list):
            return value
        lines = str(value or "").replace("\x00", "").splitlines()
        return [self.read(line.strip()) for line in lines if line.strip()]

    def write(self, entry: Any) -> str:
        return str(entry)

    def read(self, line: str) -> Any:
        return line


class TracksField(LinesField):
    """A tracklist, one track a line: position | title | duration, and | performers; a heading begins with #."""

    widget = forms.Textarea(attrs={"rows": 12, "cols": 60})

    def write(self, entry: Track) -> str:
        if entry.get("kind"):
            return f"# {entry.get('title', '')}"
        names = ("position", "title", "duration", *(["artists"] if entry.get("artists") else []))
        return " | ".join(entry.get(name, "") for name in names)

    def read(self, line: str) -> Track:
        """The position precedes the first bar, the duration follows the last: a title may hold a bar of its own."""
        if line.startswith("# "):
            return {"position": "", "title": line[2:].strip(), "duration": "", "kind": "heading"}
        position, bar, rest = line.partition("|")
        if not bar:
            return {"position": "", "title": line, "duration": ""}
        # What follows a duration, as `4:33 | CLSM`, are performers; that alone tells it from a bar in a title.
        before, _bar, last = rest.rpartition("|")
        known, last = before.rpartition("|")[2].strip(), last.strip()
        is_told = last and before.count("|") and not _DURATION.fullmatch(last)
        performers: Track = {}
        if is_told and (not known or _DURATION.fullmatch(known)):
            rest, performers = before, {"artists": last}
        title, _bar, duration = rest.rpartition("|") if "|" in rest else (rest, "", "")
        return {"position": position.strip(), "title": title.strip(), "duration": duration.strip(), **performers}


class PairsField(LinesField):
    """Texts by name, a pair a line: name | text."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{name} | {text}" for name, text in value.items()) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        lines = (line.partition("|") for line in str(value or "").replace("\x00", "").splitlines())
        return {name.strip(): text.strip() for name, _bar, text in lines if name.strip()}
