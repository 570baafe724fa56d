"""Tell what kind of collection file somebody brought, and read it."""

import io
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from collection.importing.containers import bare, check_size, is_zip, refuse_binary, refuse_other_kinds
from collection.importing.encodings import encoding_of
from collection.importing.records import Entry
from collection.importing.rows import Fits, Row, as_text, rows
from collection.importing.table import Table, delimiter_of, spread

if TYPE_CHECKING:
    from collection.importing.json_file import JsonFile

_LOOKED_AT = 20
_LONGEST_START = 20_000
Columns = Mapping[str, str]


def open_collection(content: BinaryIO, columns: Columns | None = None) -> "Table | JsonFile":
    """Return the list of albums in a file, still to be read. `columns` names the table's column for some fields.

    Raise UnusableFileError when it is no such list.
    """
    from collection.importing.json_file import JsonFile  # only where there is a file to read
    from collection.importing.workbook import Workbook

    check_size(content)
    content = bare(content)
    if is_zip(content):
        return Table(spread(Workbook(content)), columns)
    refuse_other_kinds(content)
    encoding = encoding_of(content)
    with as_text(content, encoding) as text:
        start = text.read(_LONGEST_START)
    refuse_binary(start)
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
