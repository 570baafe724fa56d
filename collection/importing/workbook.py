"""The first sheet of an Excel workbook that is shown and holds something, row by row, within bounds."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from collection.importing.records import UnusableFileError
from collection.importing.rows import LONGEST_CELL, Fits, Row

MOST_SHEETS = 100
LARGEST_PART = 150_000_000
LARGEST_IN_MEMORY = 30_000_000  # the shared texts; rows are read as a stream
LARGEST_ROW = 8_000_000  # a row is read whole; Excel's widest have 16,384 cells
MOST_ROWS = 1_100_000  # Excel's most are 1,048,576
LARGEST_OTHER = 5_000_000  # styles, names, relations: read into trees many times their size
_CHUNK = 1 << 20
_LOOKED_AT = 20
_TEXTS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"


class Workbook:
    """A source of rows for a table. Parts of the file that would not fit into memory are refused before reading."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._sheet: str | None = None
        archive = zipfile.ZipFile(stream)
        parts = archive.infolist()
        for part in parts:
            most = LARGEST_PART if part.filename.startswith(_SHEETS) else LARGEST_OTHER
            most = LARGEST_IN_MEMORY if part.filename == _TEXTS else most
            if part.file_size > most and part.filename.endswith((".xml", ".rels")):
                raise _too_large()
        for part in parts:
            if part.filename.startswith(_SHEETS) and part.file_size > LARGEST_ROW:
                _check_sheet(archive, part)

    def __call__(self, fits: Fits) -> Iterator[Row]:
        from openpyxl import load_workbook  # 150 ms and 10 MB that every other process does without

        self._stream.seek(0)
        try:
            book = load_workbook(self._stream, read_only=True, data_only=True, keep_links=False)
        except Exception:  # noqa: BLE001 - a reader of hostile XML raises anything
            raise UnusableFileError(_damaged()) from None
        try:
            if len(book.sheetnames) > MOST_SHEETS:
                raise UnusableFileError(
                    _("The workbook has more than %(most)d sheets: save the one with the albums as a file of its own.")
                    % {"most": MOST_SHEETS}
                )
            if self._sheet is None:
                # Lists for choosing from stand on hidden sheets, and a new workbook begins with empty ones.
                shown = [one for one in book.worksheets if one.sheet_state == "visible"] or book.worksheets
                starts = ((one, islice(_rows(one), _LOOKED_AT)) for one in shown)
                filled = (one for one, start in starts if any(any(cells) for _number, cells in start))
                self._sheet = next(filled, shown[0]).title
            yield from _rows(book[self._sheet])
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError):
            raise UnusableFileError(_damaged()) from None
        finally:
            book.close()


def _damaged() -> str:
    return _("The workbook cannot be read: save it anew as .xlsx or as CSV.")


def _check_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Rows are told apart before the reader makes a tree of each, many times its size."""
    rows = length = 0
    try:
        with archive.open(part) as sheet:
            while chunk := sheet.read(_CHUNK):
                ended = chunk.rfind(b"</row")
                length = length + len(chunk) if ended < 0 else len(chunk) - ended
                rows += chunk.count(b"<row")
                if length > LARGEST_ROW or rows > MOST_ROWS:
                    raise _too_large()
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise UnusableFileError(_damaged()) from None


def _too_large() -> UnusableFileError:
    return UnusableFileError(_("The workbook is too large to be read: save its sheet as CSV."))


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
