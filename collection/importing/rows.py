"""A table as text: in which encoding it is written, and its rows within bounds, so that one that is torn or too long
costs itself alone, and no memory.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _

_CHUNK = 1 << 20
_SAMPLE = 64_000
_WESTERN, _MACINTOSH = "cp1252", "mac_roman"
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# What spreadsheets save without a mark, by country. More would only let the detector guess wrong on a few letters.
_LEGACY = [_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", _MACINTOSH, "cp932", "gb18030", "big5", "cp949"]
_CLEARLY_BETTER = 0.05
_BROKEN_SHARE = 0.1

LONGEST_LINE = 1_000_000
LONGEST_CELL = 131_072  # what Python's csv module takes
MOST_LINES = 1_000  # of one row: what holds more has a quotation mark left open
Cells = list[str]
Row = tuple[int, Cells | str]  # its number, as spreadsheets count, with its cells or with the reason why it has none
Fits = Callable[[Cells], bool]
Source = Callable[[Fits], Iterator[Row]]  # a table that may be read again


def anything(cells: Cells) -> bool:
    """Of a table whose columns nobody knows yet, every row fits."""
    return True


def encoding_of(stream: BinaryIO) -> str:
    """Return a codec's name; unreadable bytes are to be replaced. The stream is read whole and left at its start."""
    stream.seek(0)
    start = stream.read(_CHUNK)
    found = next((name for mark, name in _MARKS if start.startswith(mark)), "") or _unmarked_wide(start)
    if not found:
        found = "utf-8" if _is_utf8(start, stream) else _legacy(start)
    stream.seek(0)
    return found


def _unmarked_wide(start: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    odd, even = start[1:400:2], start[:400:2]
    if len(odd) < 4:
        return ""
    if odd.count(0) > 0.8 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.8 * len(even) and not odd.count(0) else ""


def _is_utf8(start: bytes, rest: BinaryIO) -> bool:
    """Also where a few characters are torn: the whole would otherwise be read as something else."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    foreign = broken = 0
    chunk = start
    while chunk:
        text = decoder.decode(chunk)
        if not text.isascii():
            broken += text.count("\ufffd")
            foreign += sum(char > "\x7f" for char in text) if broken else 1
        chunk = rest.read(_CHUNK)
    return broken == 0 or broken < _BROKEN_SHARE * foreign


def _legacy(start: bytes) -> str:
    """Western unless the detector finds another clearly better: on a few letters it guesses (cp1250 for cp1252)."""
    from charset_normalizer import from_bytes  # takes long to load, and few files need it

    usual = _MACINTOSH if b"\r" in start and b"\n" not in start else _WESTERN
    lines = [line for line in start.splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(lines)[:_SAMPLE]
    matches = from_bytes(sample, cp_isolation=_LEGACY, threshold=0.5)
    best = matches.best()
    if best is None or str(best) == sample.decode(usual, "replace"):
        return usual
    chaos = next((match.chaos for match in matches if match.encoding == usual), 1.0)
    return best.encoding if best.chaos + _CLEARLY_BETTER < chaos else usual


class _Lines:
    """The lines of a text, each at most `LONGEST_LINE` long, and the way back to those a row should not have taken."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._again: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line of the row that was started."""
        if len(self.taken) >= MOST_LINES:
            raise csv.Error
        line = self.read()
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line

    def start_row(self, first: str) -> None:
        self.taken.clear()
        self._again.append(first)

    def give_back(self) -> None:
        """Let all lines after the first be read again."""
        self._again += reversed(self.taken[1:])

    def read(self) -> str:
        if self._again:
            return self._again.pop()
        line = self._stream.readline(LONGEST_LINE)
        if len(line) < LONGEST_LINE or line.endswith("\n"):
            return line
        rest = line
        while rest and not rest.endswith(("\n", "\r")):
            rest = self._stream.readline(LONGEST_LINE)
        return line[: LONGEST_LINE - 1] + "\n"


def rows(stream: TextIO, delimiter: str, fits: Fits) -> Iterator[Row]:
    """Yield each row within bounds.

    A row over several lines that does not fit was opened by a stray quotation mark: its further lines are read anew.
    """
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    while line := lines.read():
        number += 1
        if '"' not in line and len(line) <= LONGEST_CELL:  # such a row is one line, and needs no parser
            yield number, line.rstrip("\r\n").split(delimiter)
            continue
        lines.start_row(line)
        try:
            cells: Cells | str = next(reader)
        except csv.Error:
            cells = _("one of its cells is longer than %(most)d characters.") % {"most": LONGEST_CELL}
        if len(lines.taken) > 1 and (isinstance(cells, str) or not fits(cells)):
            lines.give_back()
        yield number, cells if isinstance(cells, str) else unwrapped(cells, delimiter)


def unwrapped(cells: Cells, delimiter: str) -> Cells:
    """The cells of a row that stands in one: a spreadsheet that expects another separator takes the whole row for a
    cell, and puts quotation marks around it when it saves.
    """
    if len(cells) != 1 or delimiter not in cells[0]:
        return cells
    return next(csv.reader(cells[0].splitlines(keepends=True), delimiter=delimiter), cells)


@contextmanager
def as_text(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """The stream as text from its start; what cannot be decoded is replaced, and the stream stays open."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    try:
        yield text
    finally:
        with suppress(ValueError):  # its owner closed it while rows were left unread
            text.detach()
