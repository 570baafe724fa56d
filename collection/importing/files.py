"""Read the collection file that somebody brought, whatever it is wrapped in; what is no list of albums is refused by
its right name.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from django.utils.translation import gettext as _

from collection.importing.headers import MOST_COLUMNS, recognised
from collection.importing.records import Entry, UnusableFileError
from collection.importing.rows import Cells, Fits, Row, Source, anything, as_text, encoding_of, rows, unwrapped
from collection.importing.table import Table

if TYPE_CHECKING:
    from collection.importing.json_file import JsonFile

_LOOKED_AT = 20
_LONGEST_START = 20_000
_SEPARATORS = ",;\t|"
_SAID = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
Columns = Mapping[str, str]

LARGEST = 100_000_000
_CHUNK = 1 << 20
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # with files, and without any
_BOM = b"\xef\xbb\xbf"
_WORKBOOK = "xl/workbook.xml"
# How files begin that people take for a table.
_NO_TABLES = [
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls)"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"<?xml", "XML"),
    *((mark, "HTML") for mark in (b"<!doctype", b"<html", b"<head", b"<meta", b"<body", b"<table")),
]
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19]")


def open_collection(content: BinaryIO, columns: Columns | None = None) -> "Table | JsonFile":
    """Return the list of albums in a file, still to be read. `columns` names the table's column for some fields.

    Raise UnusableFileError when it is no such list.
    """
    from collection.importing.json_file import JsonFile  # only where there is a file to read
    from collection.importing.workbook import Workbook

    _check_size(size := content.seek(0, io.SEEK_END))
    if not size:
        raise UnusableFileError(_("The file is empty."))
    content = _bare(content)
    if _is_zip(content):
        return Table(spread(Workbook(content)), columns)
    _refuse_other_kinds(content)
    encoding = encoding_of(content)
    with as_text(content, encoding) as text:
        start = text.read(_LONGEST_START)
    # Some control characters slip into lists of people; a file full of them is something else.
    if len(_NO_TEXT.findall(start)) > len(start) // 20:
        raise UnusableFileError(_("The file is no text: save your list as CSV, JSON or an Excel workbook (.xlsx)."))
    if start.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        file = JsonFile(content, encoding)
        return Table(table, columns) if (table := file.rows) else file
    delimiter, said = delimiter_of(list(islice(io.StringIO(start, newline=""), _LOOKED_AT)))

    def source(fits: Fits) -> Iterator[Row]:
        with as_text(content, encoding) as text:
            for _line in range(said):
                text.readline()
            yield from rows(text, delimiter, fits)

    return Table(source, columns, european=delimiter == ";")  # where the comma is a decimal sign


def read_collection(content: bytes | BinaryIO, columns: Columns | None = None) -> Iterator[Entry]:
    """Return what each row or entry of a file says. Raise UnusableFileError when nothing can be read."""
    return open_collection(io.BytesIO(content) if isinstance(content, bytes) else content, columns).read()


def delimiter_of(start: Sequence[str]) -> tuple[str, int]:
    """The separator of a text table, by its first lines, and how many rows only say so (`sep=;`)."""
    if start and (said := _SAID.match(start[0])):
        return said[1], 1
    worth = dict.fromkeys(_SEPARATORS, (0, 0))
    for sign in worth:
        for cells in _split(start, sign):
            worth[sign] = max(worth[sign], (recognised(cells), min(len(cells), MOST_COLUMNS + 1)))
    return max(worth, key=worth.__getitem__), 0


def spread(source: Source) -> Source:
    """The rows of a sheet where each stands in one cell, told apart; those of any other sheet as they are."""
    start = [cells for _number, cells in islice(source(anything), _LOOKED_AT) if not isinstance(cells, str)]
    lines = [filled[0] for cells in start if len(filled := [cell for cell in cells if cell]) == 1]
    sign, _said = delimiter_of(lines)
    if not any(recognised(cells) > 1 for cells in _split(lines, sign)):
        return source

    def rows(fits: Fits) -> Iterator[Row]:
        for number, cells in source(fits):
            yield number, cells if isinstance(cells, str) else unwrapped([cell for cell in cells if cell], sign)

    return rows


def _split(lines: Sequence[str], sign: str) -> Iterator[Cells]:
    return (unwrapped(cells, sign) for cells in csv.reader(lines, delimiter=sign))


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise UnusableFileError(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1_000_000})


def _refuse_other_kinds(stream: BinaryIO) -> None:
    start = stream.read(64).removeprefix(_BOM).lstrip().lower()
    stream.seek(0)
    for mark, kind in _NO_TABLES:
        if start.startswith(mark.lower()):
            raise _other_kind(kind)


def _other_kind(kind: str) -> UnusableFileError:
    return UnusableFileError(
        _("The file is %(kind)s, which AIME cannot read: save it as CSV, JSON or an Excel workbook (.xlsx).")
        % {"kind": kind}
    )


def _is_zip(stream: BinaryIO) -> bool:
    stream.seek(0)
    start = stream.read(len(_ZIPS[0]))
    stream.seek(0)
    return start in _ZIPS


def _bare(stream: BinaryIO) -> BinaryIO:
    """The file itself, or the only one that is packed in it. A workbook is a zip, too, and stays one."""
    if not _is_zip(stream) or _is_workbook(stream):
        return stream
    inner = _unpacked(stream)
    if _is_zip(inner) and not _is_workbook(inner):
        _refuse_other_sheets(set(_opened(inner).namelist()))
        raise UnusableFileError(_("The zip file holds another zip file: unpack it first."))
    return inner


def _is_workbook(stream: BinaryIO) -> bool:
    return _WORKBOOK in _opened(stream).namelist()


def _unpacked(stream: BinaryIO) -> BinaryIO:
    """The only file of a zip. Its size is what the archive says, of which no more is ever read."""
    archive = _opened(stream)
    files = []
    for one in archive.infolist():
        path = PurePosixPath(one.filename)
        # What macOS and Windows put into archives on their own account.
        is_by_the_way = path.parts[:1] == ("__MACOSX",) or path.name in {".DS_Store", "Thumbs.db", "desktop.ini"}
        if not one.is_dir() and not is_by_the_way:
            files.append(one)
    _refuse_other_sheets({one.filename for one in files})
    if len(files) != 1:
        names = ", ".join(one.filename for one in files[:10]) or "–"
        raise UnusableFileError(
            _("The zip file must hold one file; it holds %(count)d: %(names)s.")
            % {"count": len(files), "names": names[:300]}
        )
    _check_size(files[0].file_size)
    try:
        with archive.open(files[0]) as packed:
            while packed.read(_CHUNK):
                pass
        return cast("BinaryIO", archive.open(files[0]))
    except _DAMAGES:
        raise _damaged() from None


def _damaged() -> UnusableFileError:
    return UnusableFileError(_("The zip file is damaged or locked with a password: unpack it first."))


def _refuse_other_sheets(names: set[str]) -> None:
    """Documents that are zips inside; what makes one up says whose it is."""
    kinds = {
        "content.xml": _("an OpenDocument sheet (.ods)"),
        "xl/workbook.bin": _("a binary Excel workbook (.xlsb)"),
        "word/document.xml": _("a Word document (.docx)"),
    }
    for name, kind in kinds.items():
        if name in names:
            raise _other_kind(kind)
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise _other_kind(_("a Numbers sheet"))


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGES:
        raise _damaged() from None
