"""Read the collection file that somebody brought, whatever it is wrapped in; what is no list of albums is refused by
its right name.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from django.utils.translation import gettext as _

from collection.importing.records import Entry, UnusableFileError
from collection.importing.rows import Fits, Row, as_text, encoding_of, rows
from collection.importing.table import Table, delimiter_of, spread

if TYPE_CHECKING:
    from collection.importing.json_file import JsonFile

_LOOKED_AT = 20
_LONGEST_START = 20_000
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
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19]")


def open_collection(content: BinaryIO, columns: Columns | None = None) -> "Table | JsonFile":
    """Return the list of albums in a file, still to be read. `columns` names the table's column for some fields.

    Raise UnusableFileError when it is no such list.
    """
    from collection.importing.json_file import JsonFile  # only where there is a file to read
    from collection.importing.workbook import Workbook

    _check_size(content)
    content = _bare(content)
    if _is_zip(content):
        return Table(spread(Workbook(content)), columns)
    _refuse_other_kinds(content)
    encoding = encoding_of(content)
    with as_text(content, encoding) as text:
        start = text.read(_LONGEST_START)
    _refuse_binary(start)
    if start.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        file = JsonFile(content, encoding)
        return Table(file.rows, columns) if file.rows else file
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


def _check_size(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > LARGEST:
        raise UnusableFileError(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1_000_000})
    if not size:
        raise UnusableFileError(_("The file is empty."))


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


def _refuse_binary(start: str) -> None:
    """Some control characters slip into lists of people; a file full of them is something else."""
    if len(_NO_TEXT.findall(start)) > len(start) // 20:
        raise UnusableFileError(_("The file is no text: save your list as CSV, JSON or an Excel workbook (.xlsx)."))


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
    if files[0].file_size > LARGEST:
        raise UnusableFileError(_("The file is larger than %(most)d MB.") % {"most": LARGEST // 1_000_000})
    try:
        with archive.open(files[0]) as packed:
            while packed.read(_CHUNK):
                pass
        return cast("BinaryIO", archive.open(files[0]))
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise UnusableFileError(_("The zip file is damaged or locked with a password: unpack it first.")) from None


def _refuse_other_sheets(names: set[str]) -> None:
    """Documents that are zips inside; what makes one up says whose it is."""
    if "content.xml" in names:
        raise _other_kind(_("an OpenDocument sheet (.ods)"))
    if "xl/workbook.bin" in names:
        raise _other_kind(_("a binary Excel workbook (.xlsb)"))
    if "word/document.xml" in names:
        raise _other_kind(_("a Word document (.docx)"))
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise _other_kind(_("a Numbers sheet"))


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        raise UnusableFileError(_("The zip file is damaged or locked with a password: unpack it first.")) from None
