"""How good texts are. Those of a file are put to the quality rules as they are: nothing is cleaned first. Labelled
answers of models are judged as a run judges them.

A file of these is `{"facts": {name: facts}, "texts": [text]}`. A text has `id`, `kind`, `label` ("good" or "bad"),
`album` (a name of the facts), `language`, `finish_reason` and `raw`; `keep` holds passages that must survive the
cleaning, `never` those that must not be published.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from collection.commands import in_words
from enrichment.providers.texts import CODES, AlbumFacts, Track
from enrichment.providers.texts.gate import Verdict, judge
from enrichment.providers.texts.languages import LANGUAGES
from enrichment.providers.texts.quality import inspect
from enrichment.providers.texts.writing import one_line

_NAMES = {"too_short": "short", "too_long": "long"}
_PLACEHOLDER = "["
_KEY_LENGTH = 40

GOOD, BAD = "good", "bad"
RIGHT = "right"


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


class UnusableFile(Exception):
    """A file that cannot be used or written; the message is one sentence that says why."""


def load_json(path: Path) -> object:
    """What the file holds. Raises `UnusableFile`."""
    try:
        content: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = {"file": path, "why": in_words(error)}
        raise UnusableFile(_("%(file)s cannot be read: %(why)s.") % why) from error
    except (ValueError, RecursionError) as error:
        raise UnusableFile(_("%(file)s is not a JSON file.") % {"file": path}) from error
    return content


def write_json(path: Path, content: object) -> None:
    """Raises `UnusableFile` where it cannot be written."""
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        why = {"path": path, "reason": in_words(error)}
        raise UnusableFile(_("%(path)s cannot be written: %(reason)s.") % why) from error


def texts_in(content: object, path: Path) -> dict[str, str]:
    """The texts of `{"data": {key: text}}`. Raises `UnusableFile` for anything else."""
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        raise UnusableFile(_('%(file)s does not hold {"data": {key: text}}.') % {"file": path})
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


def texts_of(value: object) -> tuple[str, ...]:
    """The texts of a list; nothing for whatever else stands there."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class LabelledText:
    id: str
    kind: str
    label: str
    facts: AlbumFacts
    language: str
    finish_reason: str
    raw: str
    keep: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate did with a text: "right", "false refusal", "damaged" or "false accept"."""

    text: LabelledText
    verdict: Verdict

    @property
    def name(self) -> str:
        leaks = any(passage in self.verdict.text for passage in self.text.never)
        if self.text.label == GOOD:
            if not self.verdict.accepted:
                return "false refusal"
            lost = any(passage not in self.verdict.text for passage in self.text.keep)
            return "damaged" if lost or leaks else RIGHT
        cleaned = bool(self.text.never) and not leaks
        return RIGHT if not self.verdict.accepted or cleaned else "false accept"

    def published(self) -> dict[str, object]:
        """The row of a verdicts file."""
        accepted = self.verdict.accepted
        return {"accepted": accepted, "text": self.verdict.text, "faults": [f.code for f in self.verdict.faults]}


@dataclass(frozen=True, slots=True)
class KindRow:
    label: str
    kind: str
    texts: int
    right: int
    failing: tuple[str, ...]


def is_labelled(content: object) -> bool:
    return isinstance(content, dict) and isinstance(content.get("texts"), list)


def read_labelled(content: Mapping[str, Any]) -> list[LabelledText]:
    """The texts in file order. Raises `UnusableFile`, which names what cannot be used."""
    facts = content.get("facts")
    given = {name: _facts(value) for name, value in facts.items()} if isinstance(facts, dict) else {}
    texts = [_text(row, number, given) for number, row in enumerate(content["texts"], 1)]
    if len({text.id for text in texts}) < len(texts):
        raise UnusableFile(_("Two of the texts have the same id."))
    return texts


def judged(texts: Iterable[LabelledText]) -> list[Outcome]:
    return [Outcome(text, judge(text.raw, text.facts, text.language, text.finish_reason)) for text in texts]


def per_kind(outcomes: Iterable[Outcome]) -> list[KindRow]:
    """One row for each label and kind, in the order of their first text; `failing` tells what went wrong."""
    alike: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        alike.setdefault((outcome.text.label, outcome.text.kind), []).append(outcome)
    rows = []
    for kind, found in alike.items():
        failing = tuple(f"{outcome.text.id} {outcome.name}" for outcome in found if outcome.name != RIGHT)
        rows.append(KindRow(*kind, len(found), len(found) - len(failing), failing))
    return rows


def _text(row: object, number: int, given: Mapping[str, AlbumFacts]) -> LabelledText:
    if not isinstance(row, dict) or not all(
        isinstance(row.get(key), str) for key in ("id", "raw", "album", "language")
    ):
        raise UnusableFile(_("Text %(number)d lacks its id, raw, album or language.") % {"number": number})
    if row.get("label") not in (GOOD, BAD) or row["album"] not in given or row["language"] not in LANGUAGES:
        raise UnusableFile(_("Text %(id)s has an unknown label, album or language.") % {"id": row["id"]})
    return LabelledText(
        row["id"],
        str(row.get("kind") or ""),
        row["label"],
        given[row["album"]],
        row["language"],
        str(row.get("finish_reason") or ""),
        row["raw"],
        texts_of(row.get("keep")),
        texts_of(row.get("never")),
    )


def _facts(value: object) -> AlbumFacts:
    row = value if isinstance(value, dict) else {}
    year = row.get("original_year")
    tracks = row.get("tracklist")
    neighbours = row.get("neighbours")
    return AlbumFacts(
        title=str(row.get("title") or ""),
        artists=str(row.get("artists") or ""),
        original_year=year if isinstance(year, int) else None,
        labels=texts_of(row.get("labels")),
        catalogue_number=str(row.get("catalogue_number") or ""),
        format=str(row.get("format") or ""),
        genres=texts_of(row.get("genres")),
        styles=texts_of(row.get("styles")),
        tracklist=tuple(
            Track(*(str(track.get(key) or "") for key in ("title", "position", "duration", "artists")))
            for track in (tracks if isinstance(tracks, list) else ())
            if isinstance(track, dict)
        ),
        credits=texts_of(row.get("credits")),
        country=str(row.get("country") or ""),
        headings=texts_of(row.get("headings")),
        acts=texts_of(row.get("acts")),
        neighbours=neighbours if isinstance(neighbours, int) else 0,
    )
