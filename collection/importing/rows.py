"""The rows of a text table, within bounds: a row that is torn or too long costs itself alone, and no memory."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _

LONGEST_LINE = 1_000_000
LONGEST_CELL = 131_072  # what Python's csv module takes
MOST_LINES = 1_000  # of one row: what holds more has a quotation mark left open
Cells = list[str]
Row = tuple[int, Cells | str]  # its number, as spreadsheets count, with its cells or with the reason why it has none
Fits = Callable[[Cells], bool]


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
