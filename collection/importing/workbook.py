"""The first sheet of an Excel workbook that is shown and holds something, row by row, within bounds."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from collection.importing.errors import UnusableFileError
from collection.importing.rows import LONGEST_CELL, Fits, Row

MOST_SHEETS = 100
LARGEST_PART = 150_000_000
LARGEST_IN_MEMORY = 30_000_000  # the shared texts; rows are read as a stream
LARGEST_OTHER = 5_000_000  # styles, names, relations: read into trees many times their size
_LOOKED_AT = 20
_TEXTS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"


class Workbook:
    """A source of rows for a table. Parts of the file that would not fit into memory are refused before reading."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._sheet: str | None = None
        _check_parts(zipfile.ZipFile(stream).infolist())

    def __call__(self, fits: Fits) -> Iterator[Row]:
        book = self._opened()
        try:
            if len(book.sheetnames) > MOST_SHEETS:
                raise UnusableFileError(
                    _("The workbook has more than %(most)d sheets: save the one with the albums as a file of its own.")
                    % {"most": MOST_SHEETS}
                )
            if self._sheet is None:
                self._sheet = _chosen(book.worksheets).title
            yield from _rows(book[self._sheet])
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError):
            raise UnusableFileError(_damaged()) from None
        finally:
            book.close()

    def _opened(self) -> Any:
        from openpyxl import load_workbook  # 150 ms and 10 MB that every other process does without

        self._stream.seek(0)
        try:
            return load_workbook(self._stream, read_only=True, data_only=True, keep_links=False)
        except Exception:  # noqa: BLE001 - a reader of hostile XML raises anything
            raise UnusableFileError(_damaged()) from None


def _damaged() -> str:
    return _("The workbook cannot be read: save it anew as .xlsx or as CSV.")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        most = LARGEST_PART if part.filename.startswith(_SHEETS) else LARGEST_OTHER
        most = LARGEST_IN_MEMORY if part.filename == _TEXTS else most
        if part.file_size > most and part.filename.endswith((".xml", ".rels")):
            raise UnusableFileError(_("The workbook is too large to be read: save its sheet as CSV."))


def _chosen(sheets: Sequence[Any]) -> Any:
    """Lists for choosing from stand on hidden sheets, and a new workbook begins with empty ones."""
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    return next((sheet for sheet in shown if _holds_something(sheet)), shown[0])


def _holds_something(sheet: Any) -> bool:
    return any(any(cells) for _number, cells in islice(_rows(sheet), _LOOKED_AT))


def _rows(sheet: Any) -> Iterator[Row]:
    too_long = _("one of its cells is longer than %(most)d characters.") % {"most": LONGEST_CELL}
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        texts = [_text(cell) for cell in cells]
        yield number, too_long if any(len(text) > LONGEST_CELL for text in texts) else texts


def _text(cell: Any) -> str:
    """A cell as a text table would have it: numbers without a decimal point they did not need, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
