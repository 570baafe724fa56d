"""Applies the quality rules to a file of texts, as they are: nothing is cleaned first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from collection.os_errors import in_words
from enrichment.providers.texts.faults import CODES
from enrichment.providers.texts.quality import inspect
from enrichment.providers.texts.writing import one_line

_NAMES = {"too_short": "short", "too_long": "long"}
_PLACEHOLDER = "["
_KEY_LENGTH = 40


@dataclass(frozen=True, slots=True)
class FaultRow:
    """How many texts have a fault, and the first of them: its key and what was found there."""

    name: str
    count: int
    example: str = ""


@dataclass(frozen=True, slots=True)
class TextReport:
    texts: int
    placeholders: int
    faultless: int
    rows: tuple[FaultRow, ...]

    def as_dict(self) -> dict[str, int]:
        counts = {row.name: row.count for row in self.rows}
        return {"texts": self.texts, "placeholders": self.placeholders, "faultless": self.faultless, **counts}


def load_json(path: Path) -> object:
    """What the file holds; ValueError with one sentence when it cannot be read."""
    try:
        content: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ValueError(_("%(file)s cannot be read: %(why)s.") % {"file": path, "why": in_words(error)}) from error
    except (ValueError, RecursionError) as error:
        raise ValueError(_("%(file)s is not a JSON file.") % {"file": path}) from error
    return content


def load_texts(path: Path) -> dict[str, str]:
    """The texts of a file `{"data": {key: text}}`; ValueError with one sentence for any other file."""
    return texts_in(load_json(path), path)


def texts_in(content: object, path: Path) -> dict[str, str]:
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        raise ValueError(_('%(file)s does not hold {"data": {key: text}}.') % {"file": path})
    return data


def evaluate(texts: Mapping[str, str]) -> TextReport:
    """Placeholders ("[Fill in …]") are counted apart and not judged; each text counts once under each of its faults."""
    judged = {key: text for key, text in texts.items() if not text.lstrip().startswith(_PLACEHOLDER)}
    found: dict[str, list[str]] = {code: [] for code in CODES}
    faultless = 0
    for key, text in judged.items():
        faults = {fault.code: fault.detail for fault in reversed(inspect(text, None, None))}
        faultless += not faults
        for code, detail in faults.items():
            found[code].append(one_line(f"{key[:_KEY_LENGTH]}: {detail}"))
    rows = (FaultRow(_NAMES.get(code, code), len(hits), (hits or [""])[0]) for code, hits in found.items())
    return TextReport(len(judged), len(texts) - len(judged), faultless, tuple(rows))
