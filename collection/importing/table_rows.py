"""One row of a table as a release record: odd values that programs make of cells are mended, or told as lost."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.importing import dates, values
from collection.importing.headers import Columns, Field
from collection.importing.records import (
    MOST_REFUSALS_KEPT,
    ArtistCredit,
    Copies,
    Lost,
    LostKind,
    OwnedCopy,
    Refusal,
    ReleaseRecord,
    key_of,
)
from collection.importing.rows import Cells, Row
from collection.importing.values import support_of_text
from collection.models.album import AlbumSource

# What programs write into empty cells.
_EMPTY = {
    *("", "na", "n/a", "nan", "null", "none", "#n/a", "<na>", "nat", "#ref!", "#value!", "#name?", "#div/0!", "#num!"),
    *("#null!", "#nv", "#bezug!", "#wert!", "#name!", "#valeur!", "#nom?"),
}
_SHORT = 100
_YEARS_LENGTH = 20  # "1999-03-00" and a few blanks
_SCIENTIFIC = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]{1,2}$", re.IGNORECASE)
_LONGEST_EMPTY = max(map(len, _EMPTY))
_STARS = re.compile(r"[1-5]([.,]0)?")
_FRACTION = re.compile(r"[.,]0$")
_SEPARATED = re.compile(r"[,;|]")
_OWNED = {"", "o", "owned", "in collection"}
Said = Mapping[Field, str]  # the stripped cell of each field; "" where the row has none


class RowReader:
    """Reads the rows of one table, whose releases were counted in `copies`."""

    def __init__(self, columns: Columns, copies: Copies, *, day_first: bool) -> None:
        self._columns = columns
        self._copies = copies
        self._day_first = day_first
        self._places = tuple(columns.places.items())
        self._row = _("row %(number)d")

    def entries(self, rows: Iterable[Row]) -> Iterator[ReleaseRecord | Refusal]:
        """One record for each release, when its last copy was read."""
        fit = self._columns.fit
        named = 0
        for number, cells in rows:
            if isinstance(cells, str) or not fit(cells):
                if named < MOST_REFUSALS_KEPT:  # any further one is counted only: the last stands for it
                    named += 1
                    refusal = self._unfit(number, cells)
                yield refusal
                continue
            entry = self._entry(number, cells)
            key = key_of(self._columns.naming(cells))
            whole = entry if isinstance(entry, Refusal) else self._copies.gathered(entry, key)
            if whole is not None:
                yield whole
        yield from self._copies.rest()

    def _unfit(self, number: int, cells: Cells | str) -> Refusal:
        where, expected = self._row % {"number": number}, len(self._columns.names)
        if isinstance(cells, str):
            return Refusal(where, "", cells)
        count = len(cells)
        if count > expected:
            why = _("it has %(count)d columns where the first row has %(expected)d; a quotation mark may be missing.")
            return Refusal(where, "", why % {"count": count, "expected": expected})
        why = ngettext(
            "it has only %(count)d column; a quotation mark may be left open.",
            "it has only %(count)d columns; a quotation mark may be left open.",
            count,
        )
        return Refusal(where, "", why % {"count": count})

    def _entry(self, number: int, cells: Cells) -> ReleaseRecord | Refusal:
        width = len(cells)
        said = defaultdict(str, {field: cells[place].strip() for field, place in self._places if place < width})
        where = self._row % {"number": number}
        title = _named(said[Field.TITLE], self._columns.is_rym)
        try:
            release = values.release_id(_filled(said[Field.RELEASE_ID]))
        except values.UnusableValueError as error:
            return Refusal(where, title, str(error))
        if self._columns.is_rym and said[Field.OWNERSHIP].casefold() not in _OWNED:
            return Refusal(where, title, _("it is not marked as owned."))
        return self._record(where, title, release, said, cells)

    def _record(self, where: str, title: str, release: int | None, said: Said, cells: Cells) -> ReleaseRecord:
        artist = said[Field.ARTIST]
        if not artist and self._columns.is_rym:
            artist = f"{said[Field.FIRST_NAME]} {said[Field.LAST_NAME]}"
        artist = _named(artist, self._columns.is_rym)
        source = "discogs" if release else AlbumSource.IMPORT
        place = self._columns.source_at
        if place is not None and not release and place < len(cells) and cells[place] == AlbumSource.LASTFM:
            source = AlbumSource.LASTFM  # in AIME's own table stand also albums that were only heard
        lost: list[Lost] = []
        copy = self._copy(said, cells, lost)
        is_float = said[Field.RELEASE_ID].endswith((".0", ",0"))
        number = _catalog_number(said[Field.CATALOG_NUMBER], lost, is_float=is_float)
        genres = _SEPARATED.split(_filled(said[Field.GENRE])) if said[Field.GENRE] else ()
        return ReleaseRecord(
            title=title,
            artists=(credit_of(artist),) if artist else (),
            source=source,
            discogs_id=release,
            year=_year(said[Field.YEAR], lost),
            support=support_of_text(_filled(said[Field.FORMAT])),
            labels=labels_of(_filled(said[Field.LABEL]), number),
            catalog_number=number,
            genres=values.texts(genres) if genres else (),
            added_at=copy.added_at,
            owned=(copy,),
            copies=self._copies.told(release),
            lost=tuple(lost),
            where=where,
        )

    def _copy(self, said: Said, cells: Cells, lost: list[Lost]) -> OwnedCopy:
        further = {
            name: text
            for name, place in self._columns.further
            if place < len(cells) and cells[place] and (text := values.prose(_filled(cells[place].strip())))
        }
        rating = _word(_filled(said[Field.RATING]))
        stars = int(rating[0]) if _STARS.fullmatch(rating) and not self._columns.is_rym else None
        if rating and stars is None and rating not in ("0", "0.0", "0,0"):
            further["Rating"] = rating
        added = _filled(said[Field.ADDED])
        added_at = dates.moment(added, day_first=self._day_first) if added else None
        if added and added_at is None:
            lost.append(Lost(LostKind.DATE, added))
        return OwnedCopy(
            rating=stars,
            folder=_word(_filled(said[Field.FOLDER]), 200),
            media_condition=_word(_filled(said[Field.MEDIA_CONDITION]), 100),
            sleeve_condition=_word(_filled(said[Field.SLEEVE_CONDITION]), 100),
            notes=values.prose(_filled(said[Field.NOTES])),
            added_at=added_at,
            purchased=_word(_filled(said[Field.PURCHASED]), 100),
            further=tuple(further.items()),
        )


def credit_of(name: str) -> ArtistCredit:
    """Several names stay as written: a comma may be part of one. `A = B` is one artist under two names."""
    first, sign, second = name.partition(" = ")
    alone = sign and not any(mark in second for mark in (" = ", ", ", " & ", " / "))
    return ArtistCredit(first.strip(), credited_as=name) if alone and first.strip() else ArtistCredit(name)


def labels_of(text: str, numbers: str = "") -> tuple[str, ...]:
    """The labels of an export's text, which names a label once for each of its catalogue numbers.

    A comma may be part of a name: the text is split only where there is a number for each part.
    """
    if ", " not in text:
        return _remembered_labels(text) if len(text) <= _SHORT else values.labels(text)
    parts = [part for part in (values.text(one) for one in text.split(", ")) if part]
    once = list(dict.fromkeys(parts))
    if len(parts) == len(numbers.split(", ")) > 1 or len(once) == 1:
        return values.labels(once)
    return values.labels(", ".join(once))


def _word(cell: str, longest: int | None = None) -> str:
    """One of the words that stand in most rows of a file, and are remembered; long cells are not."""
    return _remembered_text(cell) if len(cell) <= (longest or _SHORT) else values.text(cell, longest)


_remembered_text = lru_cache(1_000)(values.text)
_remembered_labels = lru_cache(4_000)(values.labels)
_remembered_year = lru_cache(1_000)(values.year)


def _filled(cell: str) -> str:
    return "" if len(cell) <= _LONGEST_EMPTY and cell.casefold() in _EMPTY else cell


def _named(cell: str, is_escaped: bool) -> str:
    return values.text(unescape(cell) if is_escaped else cell)


def _year(cell: str, lost: list[Lost]) -> int | None:
    year = _remembered_year(cell[:_YEARS_LENGTH])
    if year is None and _filled(cell).strip("0.- "):
        read = dates.moment(cell)
        year = read.year if read else values.year_within(cell[:_SHORT])
        if year is None:
            lost.append(Lost(LostKind.YEAR, cell))
    return year


def _catalog_number(cell: str, lost: list[Lost], *, is_float: bool) -> str:
    """`7.20642E+11` is what a spreadsheet left of a bar code: its other digits are gone."""
    if _SCIENTIFIC.match(cell):
        lost.append(Lost(LostKind.CATALOG_NUMBER, cell))
        return ""
    number = values.catalog_number(_filled(_FRACTION.sub("", cell) if is_float else cell))
    return ", ".join(dict.fromkeys(number.split(", "))) if ", " in number else number
