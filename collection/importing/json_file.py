"""Lists of albums as JSON: AIME's own, the earlier version's, answers of Discogs that somebody saved, and tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from collection.importing import values
from collection.importing.copies import Copies
from collection.importing.errors import UnusableFileError
from collection.importing.headers import MOST_COLUMNS
from collection.importing.json_entries import instance_of, read_entry
from collection.importing.json_kinds import kind_of, kind_of_entry
from collection.importing.json_stream import JsonStream
from collection.importing.records import Entry, Kept, Refusal
from collection.importing.rows import Fits, Row, as_text

_LISTS = ("albums", "releases")
_FURTHER = ("artists", "listening", "left_out_folders")  # of AIME's own export
_LARGEST_RELEASE = 1_000_000

# Names that stand in AIME's own lists and in those of the earlier version.
_OF_RECORDS = frozenset({"artists", "stored", "cover_image", "cover_url", "discogs_url", "master_id", "original_year"})
_OF_RELEASES = frozenset({"title", "release_id"})
_PLAIN = (str, int, float, type(None))
Entries = Callable[[], Iterable[Any]]


class JsonRows:
    """The rows of a table that somebody saved as JSON, each name a column: the names first, then each entry."""

    def __init__(self, names: Iterable[str], entries: Entries) -> None:
        self._names = list(names)[: MOST_COLUMNS + 1]
        self._entries = entries

    def __call__(self, fits: Fits) -> Iterator[Row]:
        yield 0, self._names
        for number, entry in enumerate(self._entries(), 1):
            told: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
            yield number, [_cell(told.get(name)) for name in self._names]


class JsonFile:
    """A document with a list of albums, or one release; it is read twice, first to see whether it is whole."""

    def __init__(self, content: BinaryIO, encoding: str) -> None:
        self._content = content
        self._encoding = encoding
        self.total = 0
        self._copies = Copies()
        self._names: dict[str, None] | None = None
        try:
            for entry in self._entries():
                self.total += 1
                if self.total == 1:
                    self._names = {}
                    if kind := kind_of_entry(entry):
                        raise UnusableFileError(kind)
                # Entries that are rows, all of them, are a table, which has the columns of each.
                if self._names is None or not is_row(entry):
                    self._names = None
                elif len(self._names) <= MOST_COLUMNS:
                    self._names |= dict.fromkeys(entry)
                if release := instance_of(entry):
                    self._copies.count(release)
        except ValueError as error:
            raise UnusableFileError(_("The file is not JSON: %(error)s.") % {"error": str(error)[:200]}) from None

    @property
    def rows(self) -> JsonRows | None:
        """The entries as rows of a table, where they are no more than that."""
        return JsonRows(self._names, self._entries) if self._names else None

    def read(self) -> Iterator[Entry]:
        name = _("album %(number)d")
        for number, entry in enumerate(self._entries(), 1):
            if isinstance(entry, Kept):
                yield entry
                continue
            read = read_entry(name % {"number": number}, entry)
            whole = read if isinstance(read, Refusal) else self._copies.gathered(read)
            if whole is not None:
                yield whole
        yield from self._copies.rest()

    def _entries(self) -> Iterator[Any]:
        with as_text(self._content, self._encoding) as text:
            stream = JsonStream(text)
            if stream.peek() == "[":
                for entry in stream.items():
                    yield from _of_page(entry)
                stream.end()
            else:
                yield from _of_object(stream)


def _of_object(stream: JsonStream) -> Iterator[Any]:
    """The entries of the object's list of albums, or the object itself where it is a release."""
    whole: dict[str, Any] = {}
    listed = False
    for name in stream.keys():  # noqa: SIM118 - no mapping: the stream is read on
        if name in _LISTS and stream.peek() == "[":
            listed = True
            yield from stream.items()
        elif name in _FURTHER and "aime" in whole and stream.peek() == "[":
            yield from (Kept(name, entry) for entry in stream.items())
        elif len(whole) < _LARGEST_RELEASE:
            whole[name] = stream.value()
    is_named = "basic_information" in whole or "artists" in whole
    is_release = is_named and values.identifier(whole.get("id")) is not None and "main_release" not in whole
    if not listed and (is_release or (is_row(whole) and stream.peek() == "{")):
        yield whole
    elif not listed:
        raise UnusableFileError(
            kind_of(whole)
            or _('The file has no list of albums: {"albums": [{"title": …, "artists": […]}]} is expected.')
        )
    while stream.peek() == "{":  # a release, a row or a page on each line
        yield from _of_page(stream.value())
    stream.end()


def _of_page(entry: Any) -> Iterator[Any]:
    """The releases of a page of a collection, or the entry itself."""
    if isinstance(entry, dict) and "pagination" in entry and isinstance(entry.get("releases"), list):
        yield from entry["releases"]
    else:
        yield entry


def is_row(entry: Any) -> bool:
    """Whether an entry is one of a table, not a record with objects and lists of them in it."""
    if not isinstance(entry, dict) or not entry or entry.keys() & _OF_RECORDS or entry.keys() <= _OF_RELEASES:
        return False
    values_told = (value if isinstance(value, list) else (value,) for value in entry.values())
    return all(isinstance(one, _PLAIN) for told in values_told for one in told)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_cell, value)))
    return str(value) if isinstance(value, int | float) else values.prose(value)
