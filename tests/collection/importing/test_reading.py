"""What other programs make of an export, and the lists that people keep themselves: all of it is read."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation
from openpyxl import Workbook

from collection.importing import Refusal, ReleaseRecord, UnknownColumnsError, UnusableFileError, read_collection
from collection.importing.records import LostKind
from tests.collection.importing.test_table import HEADER, ROW

COLUMNS = HEADER.split(",")
NAMES = ["Björk", "Sigur Rós – Ágætis byrjun", "Françoise Hardy, Édith Piaf"]


def table(rows: Sequence[Sequence[str]], sign: str = ",", header: Sequence[str] = COLUMNS) -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if sign in text or '"' in text else text

    return "\r\n".join(sign.join(map(cell, row)) for row in [header, *rows]) + "\r\n"


def row(**changes: str) -> list[str]:
    return [changes.get(name.replace(" ", "_"), cell) for name, cell in zip(COLUMNS, ROW, strict=True)]


def read(content: bytes | str, columns: dict[str, str] | None = None) -> list[ReleaseRecord]:
    entries = list(read_collection(content.encode() if isinstance(content, str) else content, columns))
    assert not [str(entry) for entry in entries if isinstance(entry, Refusal)]
    return [entry for entry in entries if isinstance(entry, ReleaseRecord)]


def refusal(content: bytes | str, columns: dict[str, str] | None = None) -> str:
    with pytest.raises(UnusableFileError) as refused:
        list(read_collection(content.encode() if isinstance(content, str) else content, columns))
    return str(refused.value)


def added(*texts: str, sign: str = ",") -> list[datetime | None]:
    return [
        record.added_at
        for record in read(table([row(Date_Added=text, release_id=str(n + 1)) for n, text in enumerate(texts)], sign))
    ]


def at(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_that_spreadsheets_write(encoding: str, sign: str) -> None:
    rows = [row(Artist=name, release_id=str(number)) for number, name in enumerate(NAMES, 1)]
    read_rows = read(table(rows, sign).encode(encoding))
    assert [record.artists[0].name for record in read_rows] == NAMES
    assert {record.support for record in read_rows} == {"Vinyl"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Кино;Группа крови\nАлла Пугачёва;Зеркало души", "cp1251"),
        ("大橋純子;マジカル\n山下達郎;サーカス・タウン", "cp932"),
        ("Mötley Crüe;Dr. Feelgood\nBjörk;Début", "cp1252"),
        ("Beyoncé;Lemonade", "cp1252"),
        ("Mötley Crüe;Début", "mac_roman"),
    ],
)
def test_old_code_pages(text: str, encoding: str) -> None:
    content = f"Artist;Title\n{text}\n"
    if encoding == "mac_roman":
        content = content.replace("\n", "\r")  # as Excel for Mac saves it
    names = [record.artists[0].name for record in read(content.encode(encoding))]
    assert names == [line.split(";")[0] for line in text.splitlines()]


def test_a_few_torn_bytes_do_not_change_the_encoding_of_the_rest() -> None:
    content = table([row(Artist="Björk", release_id=str(n)) for n in range(1, 30)]).encode() + b"\xc3"
    read_rows = [entry for entry in read_collection(content) if isinstance(entry, ReleaseRecord)]
    assert {record.artists[0].name for record in read_rows} == {"Björk"}


def test_a_line_that_names_the_separator_is_obeyed() -> None:
    assert read("sep=;\r\n" + table([row()], ";"))[0].title == "Moon Safari"


def test_a_heading_above_the_names_of_the_columns_is_passed_over() -> None:
    assert read("My records\r\n\r\n" + table([row()]))[0].title == "Moon Safari"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["18/11/2020 19:17", "03/02/2021 08:00"], [at(2020, 11, 18, 19, 17), at(2021, 2, 3, 8)]),
        (["11/18/2020 19:17", "03/02/2021 08:00"], [at(2020, 11, 18, 19, 17), at(2021, 3, 2, 8)]),
        (["03/02/2021 08:00 PM"], [at(2021, 3, 2, 20)]),
        (["3.2.2021", "03.02.21 8:05"], [at(2021, 2, 3), at(2021, 2, 3, 8, 5)]),
        (["2020-05-01 10:20:30", "2020/05/01", "2020-05-01T10:20:30"], [at(2020, 5, 1, 10, 20, 30), at(2020, 5, 1)]),
        (["18 novembre 2020", "18-Nov-2020 19:17", "Nov 18, 2020"], [at(2020, 11, 18), at(2020, 11, 18, 19, 17)]),
        (["18. November 2020", "18 août 2019"], [at(2020, 11, 18), at(2019, 8, 18)]),
        (["44153.803", "44153"], [at(2020, 11, 18, 19, 16, 19, 200_000), at(2020, 11, 18)]),
        (["12/31/2019", "01/12/2999"], [at(2019, 12, 31)]),
        (
            ["2020/11/8 9:05", "2020-1-5", "2020.11.18 19:17"],
            [at(2020, 11, 8, 9, 5), at(2020, 1, 5), at(2020, 11, 18, 19, 17)],
        ),
        (["2020. 11. 18. 19:17", "2020年11月18日"], [at(2020, 11, 18, 19, 17), at(2020, 11, 18)]),
        (["2020-11-18 7:17:00 PM", "11/18/20, 7:17\u202fPM"], [at(2020, 11, 18, 19, 17)] * 2),
        (
            ["mercredi 18 novembre 2020 à 19:17", "Mittwoch, 18. November 2020"],
            [at(2020, 11, 18, 19, 17), at(2020, 11, 18)],
        ),
        (["18/11/2020 à 19:17", "18.11.2020 um 19:17 Uhr"], [at(2020, 11, 18, 19, 17), at(2020, 11, 18, 19, 17)]),
        (["18/11/2020 19:17:00 -0800"], [datetime(2020, 11, 19, 3, 17, tzinfo=UTC)]),
    ],
)
def test_dates_in_any_usual_form(texts: list[str], expected: list[datetime]) -> None:
    assert added(*texts)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("language", "sign", "expected"),
    [("en", ",", at(2021, 3, 2)), ("fr", ",", at(2021, 2, 3)), ("en", ";", at(2021, 2, 3))],
)
def test_where_no_date_tells_the_day_from_the_month_custom_decides(
    language: str, sign: str, expected: datetime
) -> None:
    with translation.override(language):
        assert added("03/02/2021", sign=sign) == [expected]


def test_a_day_that_is_still_to_come_is_no_day_of_adding() -> None:
    now = timezone.localtime()
    first, second = (3, 12) if now.month < 12 else (1, 2)
    with translation.override("fr"):
        text = f"{first:02}/{second:02}/{now.year}"
        assert added(text) == [at(now.year, first, second) if now.month < 12 else at(now.year, 2, 1)]


@pytest.mark.parametrize(
    "text",
    [*("yesterday", "32/13/2020", "10", "99:99", "2020-13-45", "2020/11/18 25:00"), "x" * 5000, "١٢/١٢/٢٠٢٠"],
)
def test_a_date_that_cannot_be_read_is_told(text: str) -> None:
    (record,) = read(table([row(Date_Added=text)]))
    assert record.added_at is None
    assert [(lost.kind, lost.value) for lost in record.lost] == [(LostKind.DATE, text)]


@pytest.mark.parametrize(
    ("written", "release"),
    [
        *(("151223.0", 151223), ("151223.00", 151223), (" 151223 ", 151223), ("12,034,417", 12034417)),
        *(("151223,0", 151223), ("12.034.417", 12034417)),
        *(("12\u202f034\u202f417", 12034417), ("[r151223]", 151223), ("r151223", 151223)),
        ("https://www.discogs.com/release/151223-Bj%C3%B6rk-Homogenic", 151223),
        ("https://www.discogs.com/fr/release/151223", 151223),
    ],
)
def test_release_ids_as_programs_and_people_write_them(written: str, release: int) -> None:
    assert read(table([row(release_id=written)]))[0].discogs_id == release


@pytest.mark.parametrize("written", ["1.20344E+07", "12.5", "abc", "-3"])
def test_a_release_id_that_was_rounded_refuses_its_row_and_shows_the_value(written: str) -> None:
    refused, kept = list(read_collection(table([row(release_id=written), row(release_id="5")]).encode()))
    assert isinstance(refused, Refusal)
    assert f"“{written}”" in str(refused)
    assert isinstance(kept, ReleaseRecord)


@pytest.mark.parametrize("written", ["7.20642E+11", "7,20642E+11"])
def test_a_rounded_catalogue_number_is_left_out_and_told(written: str) -> None:
    (record,) = read(table([row(**{"Catalog#": written})]))
    assert (record.catalog_number, [lost.kind for lost in record.lost]) == ("", [LostKind.CATALOG_NUMBER])


@pytest.mark.parametrize("nothing", ["NA", "NaN", "None", "#N/A", "#REF!", "#NAME?"])
def test_what_programs_write_into_empty_cells_is_nothing(nothing: str) -> None:
    cells = {"Rating": nothing, "Collection_Notes": nothing, "CollectionFolder": nothing, "Format": nothing}
    (record,) = read(table([row(**cells, Label=nothing, Released=nothing, **{"Catalog#": nothing})]))
    (copy,) = record.owned
    assert (record.catalog_number, record.labels, record.support, record.year) == ("", (), "", None)
    assert (copy.rating, copy.folder, copy.notes, copy.further, record.lost) == (None, "", "", (), ())


@pytest.mark.parametrize("point", [".", ","])
def test_whole_numbers_that_a_program_gave_a_fraction(point: str) -> None:
    cells = {"release_id": f"7034{point}0", "Released": f"1998{point}0", "Rating": f"4{point}0"}
    (record,) = read(table([row(**cells, **{"Catalog#": f"2848{point}0"})], ";"))
    assert (record.discogs_id, record.year, record.catalog_number) == (7034, 1998, "2848")
    assert (record.owned[0].rating, record.owned[0].further) == (4, ())


@pytest.mark.parametrize(
    ("written", "year"),
    [
        *(("ca. 1998", 1998), ("1998?", 1998), ("℗ 1998", 1998), ("(C) 1998 / ℗ 1998", 1998), ("1998 (RE 2015)", 1998)),
        *(("Sep 1998", 1998), ("Sep-98", 1998), ("sept. 15", 2015), ("22/09/1998", 1998), ("1,998", 1998)),
        *(("reissue (2015) of 1998", None), ("long ago", None), ("3000", None), ("June", None)),
        *(("1960s", None), ("1970's", None), ("1980er", None), ("années 1970", None), ("années 70", None)),
        *(("anni '80", None), ("late 1970s", None), ("avant 1970", None), ("before 1970", None), ("'70s", None)),
    ],
)
def test_years_as_people_and_programs_write_them(written: str, year: int | None) -> None:
    (record,) = read(table([row(Released=written)]))
    assert record.year == year
    assert [lost.value for lost in record.lost] == ([] if year else [written])


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.replace("#", ".").replace(" ", "."),
        str.upper,
        lambda name: name.replace(" ", "_"),
        lambda name: f" {name} ",
    ],
)
def test_headers_that_another_program_changed(rename: Callable[[str], str]) -> None:
    (record,) = read(table([row()], header=[rename(name) for name in COLUMNS]))
    assert (record.discogs_id, record.catalog_number, record.owned[0].folder) == (7034, "V 2848", "All")


@pytest.mark.parametrize(
    "header", [["Artist", "Title"], ["release_id", "Title", "Artist"], ["Titre", "Artiste"], ["Album", "Interpret"]]
)
def test_only_what_is_needed_is_needed(header: list[str]) -> None:
    cells = {"release_id": "5", "Artist": "AIR", "Artiste": "AIR", "Interpret": "AIR"}
    (record,) = read(table([[cells.get(name, "Moon Safari") for name in header]], header=header))
    assert (record.title, record.artists[0].name) == ("Moon Safari", "AIR")


def test_a_release_id_alone_is_enough() -> None:
    (record,) = read("release_id\r\n7034\r\n")
    assert record.discogs_id == 7034


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Catalog#,Artist,Title,Label,Format,Rating,Released,release_id,Notes", "wantlist"),
        ("listing_id,artist,title,label,catno,format,release_id,status,price", "inventory"),
        ("order_id,buyer,release_id,artist,title", "orders"),
        ("uts,utc_time,artist,album,track", "tracks or plays"),
        ("Track URI,Track Name,Artist Name(s),Album Name", "tracks or plays"),
        ("Book Id,Title,Author,ISBN13", "books or films"),
        ("Who,What", "No column of the file is known as the title and the artist; its columns are: Who, What"),
        ("Title,Year", "known as the artist; its columns are: Title, Year"),
    ],
)
def test_what_is_no_collection_is_named_as_what_it_is(header: str, words: str) -> None:
    assert words in refusal(f"{header}\r\n" + ",".join("1" for _name in header.split(",")))


def test_unknown_columns_are_handed_over_to_be_asked_for() -> None:
    with pytest.raises(UnknownColumnsError) as refused:
        read("Who,What\r\nAIR,Moon Safari\r\n")
    assert refused.value.columns == ("Who", "What")


def test_columns_that_a_person_named() -> None:
    (record,) = read("Who,What,When\r\nAIR,Moon Safari,1998\r\n", {"title": "What", "artist": "who", "year": "When"})
    assert (record.title, record.artists[0].name, record.year) == ("Moon Safari", "AIR", 1998)
    assert "no column “Whom”" in refusal("Who,What\r\nAIR,Moon Safari\r\n", {"artist": "Whom"})


def test_rateyourmusic_names_an_artist_in_two_columns_and_lists_what_is_not_owned() -> None:
    header = (
        "RYM Album, First Name,Last Name,First Name localized, Last Name localized,Title,Release_Date,"
        "Rating,Ownership,Purchase Date,Media Type,Review"
    )
    owned = '"1","Miles","Davis","","","Kind of Blue","1959","10","o","2001-02-03","LP","Fine &amp; mellow"'
    wished = '"2","","Can","","","Tago Mago &amp; more","1971","0","w","","",""'
    record, refused = list(read_collection(f"{header}\n{owned}\n{wished}".encode()))
    assert isinstance(record, ReleaseRecord)
    assert (record.title, record.artists[0].name, record.year, record.support) == (
        *("Kind of Blue", "Miles Davis", 1959, "Vinyl"),
    )
    assert record.owned[0].purchased == "2001-02-03"
    assert str(refused) == "row 3 “Tago Mago & more”: it is not marked as owned."


def workbook(rows: Sequence[Sequence[object]], sheets: int = 1) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for one in rows:
        book.worksheets[0].append(one)
    for number in range(1, sheets):
        book.create_sheet(f"s{number}")
    book.save(content)
    return content.getvalue()


def test_a_workbook_is_read_with_its_numbers_and_dates() -> None:
    cells: list[object] = [*row()]
    cells[COLUMNS.index("release_id")], cells[COLUMNS.index("Released")] = 7034.0, 2015
    cells[COLUMNS.index("Date Added")] = datetime(2020, 11, 18, 19, 17)  # noqa: DTZ001 - a workbook knows no zones
    (record,) = read(workbook([COLUMNS, cells]))
    assert (record.discogs_id, record.year, record.added_at) == (7034, 2015, at(2020, 11, 18, 19, 17))


def book_of(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of sheets that are "visible" or "hidden"."""
    book, content = Workbook(), io.BytesIO()
    for state, rows in sheets:
        sheet = book.create_sheet()
        sheet.sheet_state = state
        for one in rows:
            sheet.append(one)
    book.remove(book.worksheets[0])
    book.active = next(place for place, (state, _rows) in enumerate(sheets) if state == "visible")
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "before",
    [[], [("visible", [])], [("visible", [[], [None, ""]])], [("hidden", [["Formats"], ["LP"]])]],
    ids=["alone", "behind an empty sheet", "behind empty cells", "behind a hidden sheet"],
)
def test_the_first_sheet_that_is_shown_and_holds_something_is_read(
    before: list[tuple[str, list[list[object]]]],
) -> None:
    (record,) = read(book_of(*before, ("visible", [["My records"], [], COLUMNS, row()]), ("visible", [["Sums"], [3]])))
    assert record.title == "Moon Safari"


@pytest.mark.parametrize("name", ["collection.csv", "folder/collection.xlsx"])
def test_a_zip_with_one_file_is_opened(name: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, table([row()]) if name.endswith("csv") else workbook([COLUMNS, row()]))
        archive.writestr("__MACOSX/._collection.csv", "x")
    assert read(content.getvalue())[0].discogs_id == 7034


def packed(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: packed(a=b"x", b=b"y"), "must hold one file; it holds 2: a, b"),
        (lambda: packed(a=b"0" * 100_000_001), "larger than 100 MB"),
        (lambda: packed(a=b"x")[:-30], "damaged"),
        (lambda: b"PK\x03\x04" + b"\0" * 60, "damaged"),
        (lambda: workbook([COLUMNS, row()], sheets=101), "more than 100 sheets"),
        (lambda: packed(**{"xl/workbook.xml": b"<x/>", "xl/sharedStrings.xml": b" " * 30_000_001}), "too large"),
        (lambda: packed(**{"xl/workbook.xml": b"<x/>"}), "cannot be read"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel file"),
        (lambda: b"%PDF-1.7", "PDF"),
        (lambda: b"\x00\x01\x02\x03" * 99, "no text"),
        (lambda: b"<!DOCTYPE html><html></html>", "HTML"),
        (lambda: b"\xef\xbb\xbf<table><tr><td>Artist</td></tr></table>", "HTML"),
        (lambda: b"<HTML><BODY></BODY></HTML>", "HTML"),
        (lambda: b"{\\rtf1\\ansi Artist}", "RTF"),
        (lambda: packed(), "must hold one file; it holds 0"),
        (lambda: packed(a=packed(a=b"x")), "holds another zip file"),
        (lambda: b",".join(b"c%d" % n for n in range(2_000)), "more than 1000 columns"),
        (lambda: b"," * 3_000_000, "columns"),
        (lambda: b"x" * 3_000_000, "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_a_list_of_albums_is_refused_in_one_sentence(content: Callable[[], bytes], words: str) -> None:
    said = refusal(content())  # made here: whoever runs another test need not wait for 100 MB
    assert words in said
    assert len(said) < 2_000


def test_an_open_quotation_mark_costs_its_own_row_alone() -> None:
    lines = table([row(release_id=str(n), Format="LP") for n in range(1, 6)]).split("\r\n")
    lines[2] = lines[2].replace("Moon Safari", '"Moon Safari')
    entries = list(read_collection("\r\n".join(lines).encode()))
    assert [str(entry) for entry in entries if isinstance(entry, Refusal)] == [
        "row 3: it has only 3 columns; a quotation mark may be left open."
    ]
    assert [entry.discogs_id for entry in entries if isinstance(entry, ReleaseRecord)] == [1, 3, 4, 5]


def test_notes_of_several_lines_are_one_cell() -> None:
    (record,) = read(table([row(Collection_Notes='First\nSecond "line"')]).replace("First", '"First', 0))
    assert record.owned[0].notes == 'First\nSecond "line"'


def test_a_shifted_row_is_refused() -> None:
    (refused,) = list(read_collection(table([[*row(), "one more"]]).encode()))
    assert "14 columns where the first row has 13" in str(refused)


def test_the_owners_own_columns_are_kept_by_their_names() -> None:
    header = [*COLUMNS, "Collection Price", "Collection.Bought.At", "", "Shelf"]
    (record,) = read(
        table([[*row(Rating="4", Collection_Notes="Mine"), "24.99", "Rough Trade, London", "", "A"]], header=header)
    )
    (copy,) = record.owned
    assert (copy.rating, copy.folder, copy.notes) == (4, "All", "Mine")
    assert copy.further == (("Price", "24.99"), ("Bought At", "Rough Trade, London"), ("Shelf", "A"))


def test_each_copy_of_a_release_keeps_what_was_said_of_it() -> None:
    (record,) = read(table([row(Collection_Notes="first"), row(Collection_Notes="second")]))
    assert (record.copies, [copy.notes for copy in record.owned]) == (2, ["first", "second"])


@pytest.mark.parametrize(
    ("label", "number", "labels"),
    [
        ("CBS, CBS", "CBS 86005, 86005", ("CBS",)),
        ("A, A, A", "1, 2, 3", ("A",)),
        ("021 Records, Human Records (2)", "oto 4, oto4", ("021 Records", "Human Records")),
        ("Crosby, Inc.", "C 1", ("Crosby, Inc.",)),
        ("Jive, Sony Music", "19439937541", ("Jive, Sony Music",)),
    ],
)
def test_labels_of_an_export(label: str, number: str, labels: tuple[str, ...]) -> None:
    assert read(table([row(Label=label, **{"Catalog#": number})]))[0].labels == labels


WHOLE_ROWS = ["Artist,Title,Released", 'AIR,"Moon ""2"" Safari, live",1998', "Slint,Spiderland,1991"]


def in_one_cell(line: str, *, always: bool) -> str:
    return '"' + line.replace('"', '""') + '"' if always or '"' in line else line


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(in_one_cell(line, always=False) for line in WHOLE_ROWS),
        "\n".join(in_one_cell(line, always=True) for line in WHOLE_ROWS),
        "\n".join(in_one_cell(line.replace(",", ";"), always=True) for line in WHOLE_ROWS),
        [[line] for line in WHOLE_ROWS],
        [["My records"], [], *([line] for line in WHOLE_ROWS)],
    ],
    ids=["saved again", "every row quoted", "with semicolons", "a sheet", "a sheet with a title above"],
)
def test_rows_that_a_spreadsheet_put_into_one_cell_each(content: str | list[list[str]]) -> None:
    one, two = read(content if isinstance(content, str) else workbook(content))
    assert (one.artists[0].name, one.title.replace(";", ","), one.year) == ("AIR", 'Moon "2" Safari, live', 1998)
    assert (two.title, two.year) == ("Spiderland", 1991)


def test_a_sheet_of_one_column_that_is_no_table_is_asked_about() -> None:
    assert "No column of the file is known" in refusal(workbook([["Air, Moon Safari"], ["Slint, Spiderland"]]))


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["mimetype", "content.xml", "meta.xml"], ".ods"),
        (["Index/Document.iwa", "preview.jpg"], "Numbers"),
        (["xl/workbook.bin", "xl/styles.bin"], ".xlsb"),
        (["word/document.xml", "word/styles.xml"], "Word"),
    ],
)
def test_sheets_of_other_programs_are_called_by_their_name(names: list[str], kind: str) -> None:
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert kind in refusal(document.getvalue())
    assert kind in refusal(packed(inside=document.getvalue()))


def test_what_other_programs_call_the_day_of_adding() -> None:
    (record,) = read("Title,Artist,Added Date\nBlue Train,John Coltrane,2021/05/06\n")
    assert record.added_at == at(2021, 5, 6)
