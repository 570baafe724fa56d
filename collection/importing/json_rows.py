"""Rows of a table that somebody saved as JSON: a list of objects of which each name is a column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from collection.importing import values
from collection.importing.headers import MOST_COLUMNS
from collection.importing.rows import Fits, Row

# Names that stand in AIME's own lists and in those of the earlier version.
_OF_RECORDS = frozenset({"artists", "stored", "cover_image", "cover_url", "discogs_url", "master_id", "original_year"})
_OF_RELEASES = frozenset({"title", "release_id"})
_PLAIN = (str, int, float, type(None))
Entries = Callable[[], Iterable[Any]]


def is_row(entry: Any) -> bool:
    """Whether an entry is one of a table, not a record with objects and lists of them in it."""
    if not isinstance(entry, dict) or not entry or entry.keys() & _OF_RECORDS or entry.keys() <= _OF_RELEASES:
        return False
    values_told = (value if isinstance(value, list) else (value,) for value in entry.values())
    return all(isinstance(one, _PLAIN) for told in values_told for one in told)


class JsonRows:
    """A source of rows for a table: the names first, then each entry."""

    def __init__(self, names: Iterable[str], entries: Entries) -> None:
        self._names = list(names)[: MOST_COLUMNS + 1]
        self._entries = entries

    def __call__(self, fits: Fits) -> Iterator[Row]:
        yield 0, self._names
        for number, entry in enumerate(self._entries(), 1):
            told: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
            yield number, [_cell(told.get(name)) for name in self._names]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_cell, value)))
    return str(value) if isinstance(value, int | float) else values.prose(value)
