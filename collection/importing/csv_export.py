"""Discogs' CSV export of a collection (header and quirks: `Collection > Export` on discogs.com)."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.importing import values
from collection.importing.errors import UnusableFileError
from collection.importing.records import ArtistCredit, Refusal, ReleaseRecord
from collection.importing.support import support_of_text

HEADER = (
    "Catalog#,Artist,Title,Label,Format,Rating,Released,release_id,CollectionFolder,Date Added,"
    "Collection Media Condition,Collection Sleeve Condition,Collection Notes"
)
_NEEDED = ("Catalog#", "Artist", "Title", "Label", "Format", "Released", "release_id", "Date Added")
Row = dict[str, str]


def read_csv(text: str) -> Iterator[ReleaseRecord | Refusal]:
    """Return one record per release; the rows of further copies are counted in its `copies`."""
    lines = _lines(text)
    header = _header(next(lines, (1, "")))
    rows = [(where, _row(header, cells)) for where, cells in lines if cells]
    copies = Counter(row["release_id"].strip() for _where, row in rows if isinstance(row, dict))
    return _entries(rows, copies)


def _lines(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row's number, as spreadsheets count, with its cells or with the reason why it has none."""
    reader = csv.reader(io.StringIO(text, newline=""))
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _("it cannot be read as CSV (%(error)s).") % {"error": error}


def _header(line: tuple[int, list[str] | str]) -> dict[str, int]:
    names = [name.strip().casefold() for name in line[1]] if isinstance(line[1], list) else []
    if any(needed.casefold() not in names for needed in _NEEDED):
        raise UnusableFileError(
            _("The file is neither JSON nor a Discogs export: its first row must be %(header)s") % {"header": HEADER}
        )
    return {needed: names.index(needed.casefold()) for needed in _NEEDED}


def _row(header: dict[str, int], cells: list[str] | str) -> Row | str:
    if isinstance(cells, str):
        return cells
    if len(cells) <= max(header.values()):
        return ngettext(
            "it has only %(count)d column; a quotation mark may be left open.",
            "it has only %(count)d columns; a quotation mark may be left open.",
            len(cells),
        ) % {"count": len(cells)}
    return {name: cells[index] for name, index in header.items()}


def _entries(rows: list[tuple[int, Row | str]], copies: Counter[str]) -> Iterator[ReleaseRecord | Refusal]:
    seen: set[str] = set()
    for number, row in rows:
        where = _("row %(number)d") % {"number": number}
        if isinstance(row, str):
            yield Refusal(where, "", row)
        elif (release := row["release_id"].strip()) not in seen:
            seen |= {release} - {"", "0"}
            yield _record(where, row, copies[release])


def _record(where: str, row: Row, copies: int) -> ReleaseRecord | Refusal:
    title = values.text(row["Title"])
    try:
        release = values.release_id(row["release_id"].strip())
    except values.UnusableValueError as error:
        return Refusal(where, title, str(error))
    artist = values.text(row["Artist"])  # several names stay as written: a comma may be part of one
    return ReleaseRecord(
        title=title,
        artists=(ArtistCredit(artist),) if artist else (),
        source="discogs" if release else "import",
        discogs_id=release,
        year=values.year(row["Released"]),
        support=support_of_text(values.text(row["Format"])),
        labels=values.labels(row["Label"]),
        catalog_number=values.catalog_number(row["Catalog#"]),
        added_at=values.moment(row["Date Added"]),
        copies=copies if release else None,
        where=where,
    )
