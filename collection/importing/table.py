"""A table of albums, one in each row: which row names the columns, and what the whole of it says before it is read."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice

from django.utils import translation
from django.utils.translation import gettext as _

from collection.importing import dates, values
from collection.importing.dates import DayOrder
from collection.importing.headers import MOST_COLUMNS, Columns, Field, recognised
from collection.importing.records import Copies, Refusal, ReleaseRecord, UnusableFileError, key_of
from collection.importing.rows import Cells, Row, Source, anything
from collection.importing.table_rows import RowReader

_LOOKED_AT = 20
_SAMPLES = 5
_SAMPLE_LENGTH = 60
_MONTH_FIRST = ("en",)


class Table:
    """Rows of albums, read twice: first for the copies of a release and the way its dates are written."""

    def __init__(self, source: Source, columns: Mapping[str, str] | None = None, *, european: bool = False) -> None:
        self._source = source
        self.header_at, names = _header(source)
        # R's tables number their rows in a column of their own that has no name.
        start = [cells for number, cells in islice(source(anything), _LOOKED_AT) if number > self.header_at]
        numbers = [cells[0] for cells in start if not isinstance(cells, str) and len(cells) == len(names) + 1]
        if start and numbers == [str(number) for number in range(1, len(start) + 1)]:
            names = ["", *names]
        self.columns = Columns(names, columns)
        self.total = 0
        self._european = european

    def samples(self) -> list[Cells]:
        """The first rows, cut short, for a person to see what a column holds."""
        first = islice((cells for _number, cells in self._body() if not isinstance(cells, str)), _SAMPLES)
        width = len(self.columns.names)
        return [[cell[:_SAMPLE_LENGTH] for cell in (*cells, *[""] * width)][:width] for cells in first]

    def read(self) -> Iterator[ReleaseRecord | Refusal]:
        self.columns.require()
        places = self.columns.places
        release = places.get(Field.RELEASE_ID)
        dated = [places[field] for field in (Field.ADDED, Field.PURCHASED) if field in places]
        language = (translation.get_language() or "").split("-")[0]
        days = DayOrder(usual=self._european or language not in _MONTH_FIRST)
        copies, self.total, wide = Copies(), 0, 0
        width = len(self.columns.names)
        for _number, cells in self._body():
            self.total += 1
            if isinstance(cells, str) or not self.columns.fit(cells):
                continue
            wide += len(cells) > width
            number = None
            with suppress(values.UnusableValueError):
                number = values.release_id(cells[release].strip()) if release is not None else None
            copies.count(number or key_of(self.columns.naming(cells)))
            days.see(cells[place].strip() for place in dated if place < len(cells))
        self.columns.may_be_wider = wide * 2 > self.total
        return RowReader(self.columns, copies, day_first=days.day_first).entries(self._body())

    def _body(self) -> Iterator[Row]:
        """The rows after the header's; empty ones say nothing."""
        for number, cells in self._source(self.columns.fit):
            if number > self.header_at and (isinstance(cells, str) or "".join(cells).strip()):
                yield number, cells


def _header(source: Source) -> tuple[int, Cells]:
    """The first row with two names that are known, for a title may stand above; else the first that is not empty."""
    start = list(islice(source(anything), _LOOKED_AT))
    readable = [(number, cells) for number, cells in start if not isinstance(cells, str)]
    filled = [row for row in readable if len(row[1]) > MOST_COLUMNS or any(map(str.strip, row[1]))]
    if not filled:
        for _number, cells in start:
            if isinstance(cells, str):
                raise UnusableFileError(_("The first row cannot be read: %(why)s") % {"why": cells})
        raise UnusableFileError(_("The file is empty."))
    number, names = next((row for row in filled if recognised(row[1]) > 1), filled[0])
    said = [cell.strip() for cell in names[:MOST_COLUMNS]]
    is_album = len(said) > 1 and not recognised(said) and any(values.year(cell) or dates.moment(cell) for cell in said)
    if is_album:  # a list without names, as no column has a year or a date for its name: they are called 1, 2, 3
        return number - 1, [str(place) for place in range(1, len(names) + 1)]
    return number, names
