"""Lists of albums as JSON: AIME's own, the earlier version's, answers of Discogs that somebody saved, and tables. Read
one member after the other, so that a long list never stands in memory as a whole.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, TextIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collection.importing import values
from collection.importing.headers import INVENTORY, MOST_COLUMNS, ORDERS, WANTLIST
from collection.importing.json_entries import instance_of, read_entry
from collection.importing.records import Copies, Entry, Kept, Refusal, UnusableFileError
from collection.importing.rows import Fits, Row, Source, as_text

_LISTS = ("albums", "releases")
_FURTHER = ("artists", "listening", "left_out_folders")  # of AIME's own export
_LARGEST_RELEASE = 1_000_000

# Names that stand in AIME's own lists and in those of the earlier version.
_OF_RECORDS = frozenset({"artists", "stored", "cover_image", "cover_url", "discogs_url", "master_id", "original_year"})
_OF_RELEASES = frozenset({"title", "release_id"})
_PLAIN = (str, int, float, type(None))

_CATALOGUE = gettext_lazy(
    "These are records that Discogs lists, not a collection: on Discogs choose Collection > Export."
)
_SHOWN = 200
LONGEST_VALUE = 5_000_000  # of which empty objects take fifty times as much memory
_CHUNK = 1 << 16
_NO_BLANK = re.compile(r"[^ \t\r\n\ufeff]")
_LONGEST_NUMBER = 25
# Python refuses to convert thousands of digits; nobody means such a number.
_DECODER = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_NUMBER else digits)


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
                    if kind := _kind_of_entry(entry):
                        raise UnusableFileError(kind)
                # Entries that are rows, all of them, are a table, which has the columns of each.
                if self._names is None or not _is_row(entry):
                    self._names = None
                elif len(self._names) <= MOST_COLUMNS:
                    self._names |= dict.fromkeys(entry)
                if release := instance_of(entry):
                    self._copies.count(release)
        except ValueError as error:
            raise UnusableFileError(_("The file is not JSON: %(error)s.") % {"error": str(error)[:200]}) from None

    @property
    def rows(self) -> Source | None:
        """The entries as rows of a table, where they are no more than that: each name is a column."""
        names = list(self._names or ())[: MOST_COLUMNS + 1]

        def table(fits: Fits) -> Iterator[Row]:
            yield 0, names
            for number, entry in enumerate(self._entries(), 1):
                told: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
                yield number, [_cell(told.get(name)) for name in names]

        return table if names else None

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
            stream = _JsonStream(text)
            if stream.peek() == "[":
                for entry in stream.items():
                    yield from _of_page(entry)
                stream.end()
            else:
                yield from _of_object(stream)


def _of_object(stream: "_JsonStream") -> Iterator[Any]:
    """The entries of the object's list of albums, or the object itself where it is a release."""
    whole: dict[str, Any] = {}
    listed = False
    for name in stream.keys():  # noqa: SIM118 - no mapping: the stream is read on
        if name in _LISTS and stream.peek() == "[":
            listed = True
            yield from stream.items()
        elif name in _FURTHER and "aime" in whole and stream.peek() == "[":
            yield from (Kept(name, values.storable(entry)) for entry in stream.items())
        elif len(whole) < _LARGEST_RELEASE:
            whole[name] = stream.value()
    is_named = "basic_information" in whole or "artists" in whole
    is_release = is_named and values.identifier(whole.get("id")) is not None and "main_release" not in whole
    if not listed and (is_release or (_is_row(whole) and stream.peek() == "{")):
        yield whole
    elif not listed:
        raise UnusableFileError(
            _kind_of(whole)
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


def _is_row(entry: Any) -> bool:
    """Whether an entry is one of a table, not a record with objects and lists of them in it."""
    if not isinstance(entry, dict) or not entry or entry.keys() & _OF_RECORDS or entry.keys() <= _OF_RELEASES:
        return False
    values_told = (value if isinstance(value, list) else (value,) for value in entry.values())
    return all(isinstance(one, _PLAIN) for told in values_told for one in told)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_cell, value)))
    return str(value) if isinstance(value, int | float) else values.prose(value)


def _kind_of(whole: dict[str, Any]) -> str:
    """What a whole document is; empty where nobody can tell."""
    kinds = {
        "wants": WANTLIST,
        "listings": INVENTORY,
        "orders": ORDERS,
        "main_release": _("This is a master, the work behind its editions: save the release that you own."),
        **dict.fromkeys(("results", "versions"), _CATALOGUE),
    }
    if isinstance(whole.get("message"), str) and len(whole) == 1:
        return _("This is a refusal, not a collection: “%(message)s”") % {"message": whole["message"][:_SHOWN]}
    return next((str(kind) for name, kind in kinds.items() if name in whole), "")


def _kind_of_entry(entry: Any) -> str:
    """What a list is, by one of its entries; empty for collections, and where nobody can tell."""
    if not isinstance(entry, dict):
        return ""
    address = entry.get("resource_url")
    if isinstance(address, str) and "/wants/" in address:
        return str(WANTLIST)
    if "condition" in entry and isinstance(entry.get("release"), dict):
        return str(INVENTORY)
    is_listed = isinstance(address, str) and not entry.keys() & {"basic_information", "formats"}
    return str(_CATALOGUE) if is_listed else ""


class _JsonStream:
    """Reads forward only. Raises ValueError for what is no JSON, or holds a value longer than `LONGEST_VALUE`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            if found := _NO_BLANK.search(self._text, self._at):
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._more(_CHUNK):
                return ""

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise ValueError("nested too deeply") from None
            except ValueError as error:
                if not self._more(wanted):
                    raise ValueError(getattr(error, "msg", str(error))) from None
            else:
                if end < len(self._text) or not self._more(_CHUNK):
                    self._at = end
                    return value
            wanted *= 2

    def items(self) -> Iterator[Any]:
        """The values of the list that begins here."""
        for _place in self._members("[", "]"):
            yield self.value()

    def keys(self) -> Iterator[str]:
        """The names in the object that begins here; whoever asks reads the value before the next name."""
        for _place in self._members("{", "}"):
            name = self.value()
            self._take(":")
            yield str(name)

    def end(self) -> None:
        if self.peek():
            raise ValueError("Extra data")

    def _members(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.peek() == closing:
            self._take(closing)
            return
        while True:
            yield
            if self.peek() == closing:
                self._take(closing)
                return
            self._take(",")

    def _take(self, char: str) -> None:
        if self.peek() != char:
            raise ValueError(f"Expecting '{char}'")
        self._at += 1

    def _more(self, wanted: int) -> bool:
        """Read on, keeping what is not used yet; False at the end."""
        if self._ended:
            return False
        room = LONGEST_VALUE + 1 - (len(self._text) - self._at)
        if room <= 0:
            raise ValueError("a value is too long")
        read = self._stream.read(min(wanted, room))
        self._text, self._at = self._text[self._at :] + read, 0
        self._ended = not read
        return not self._ended
