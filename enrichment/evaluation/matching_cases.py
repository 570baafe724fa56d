"""Labelled artist photo cases, read from a JSON file `{"cases": [case, ...]}`.

A case has `id`, `query_name`, `candidates` (items of Spotify's artist search, each with the artist's album titles under
`_album_titles`) and `expected` (Spotify id or null); `albums`, `name_variations` and `why` may be absent.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from collection.os_errors import in_words


class BadCaseFile(Exception):
    """The file cannot be used; the message is one sentence that says why."""


@dataclass(frozen=True)
class Case:
    """One artist name with Spotify's proposals; `expected` is the id whose photo may be shown, None for no photo."""

    id: str
    query_name: str
    albums: tuple[str, ...]
    variations: tuple[str, ...]
    candidates: tuple[object, ...]
    expected: str | None
    why: str


def load_cases(path: Path) -> list[Case]:
    """Read the cases in file order. Raises BadCaseFile."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCaseFile(
            _("%(path)s cannot be read: %(reason)s.") % {"path": path, "reason": in_words(error)}
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadCaseFile(_("%s is not JSON in UTF-8.") % path) from error
    rows = content.get("cases") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise BadCaseFile(_('%s has no list of cases under "cases".') % path)
    cases = [
        _case(row, _("%(path)s, case %(number)d") % {"path": path, "number": number})
        for number, row in enumerate(rows, start=1)
    ]
    if len({case.id for case in cases}) < len(cases):
        raise BadCaseFile(_("%s has two cases of one id.") % path)
    return cases


def _case(row: Any, place: str) -> Case:
    if not isinstance(row, dict):
        raise BadCaseFile(_("%s is not an object.") % place)
    expected = row.get("expected")
    if expected is not None and not isinstance(expected, str):
        raise BadCaseFile(_("%s: expected is neither an id nor null.") % place)
    candidates = row.get("candidates")
    if not isinstance(candidates, list):
        raise BadCaseFile(_("%s: candidates is not a list.") % place)
    return Case(
        id=_text(row, "id", place),
        query_name=_text(row, "query_name", place),
        albums=texts_of(row.get("albums")),
        variations=texts_of(row.get("name_variations")),
        candidates=tuple(candidates),
        expected=expected,
        why=str(row.get("why") or ""),
    )


def _text(row: dict[str, Any], key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise BadCaseFile(_("%(place)s: %(key)s is not a text.") % {"place": place, "key": key})
    return value


def texts_of(value: object) -> tuple[str, ...]:
    """The texts of a list; nothing for whatever else stands there."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
