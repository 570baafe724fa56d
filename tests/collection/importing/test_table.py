"""Tables of albums: Discogs' export with the quirks it is known for, what other programs make of it, people's own."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.exporting import as_csv
from collection.importing import Refusal, ReleaseRecord, UnusableFileError, read_collection, save_releases
from collection.importing.records import Entry
from collection.models import Album

HEADER = (
    "Catalog#,Artist,Title,Label,Format,Rating,Released,release_id,CollectionFolder,Date Added,"
    "Collection Media Condition,Collection Sleeve Condition,Collection Notes"
)
ROW = [
    "V 2848",
    "AIR",
    "Moon Safari",
    "Source",
    "LP, Album, RE",
    "",
    "2015",
    "7034",
    "All",
    "2020-05-01 10:20:30",
    "",
    "",
    "",
]
COLUMNS = HEADER.split(",")


def line(**changes: str) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([changes.get(name, cell) for name, cell in zip(COLUMNS, ROW, strict=True)])
    return written.getvalue()


def read(*lines: str, header: str = HEADER) -> list[Entry]:
    return list(read_collection("\r\n".join((header, *(one.rstrip("\r\n") for one in lines))).encode()))


def record(**changes: str) -> ReleaseRecord:
    (entry,) = read(line(**changes))
    assert isinstance(entry, ReleaseRecord)
    return entry


def test_a_row_becomes_a_record() -> None:
    read_row = record()
    assert (read_row.discogs_id, read_row.title, read_row.source, read_row.where) == (
        7034,
        "Moon Safari",
        "discogs",
        "row 2",
    )
    assert [artist.name for artist in read_row.artists] == ["AIR"]
    assert (read_row.year, read_row.support, read_row.labels) == (2015, "Vinyl", ("Source",))
    assert (read_row.catalog_number, read_row.copies) == ("V 2848", 1)
    assert read_row.added_at is not None
    assert read_row.added_at.tzinfo is not None


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("Released", "0", "year", None),
        ("Released", "", "year", None),
        ("Released", "1999-03-00", "year", 1999),
        ("Released", "99999999999999999999", "year", None),
        ("Catalog#", "none", "catalog_number", ""),
        ("Label", "Source (3)", "labels", ("Source",)),
        ("Format", "2xLP, Album + CD", "support", "Vinyl + CD"),
        ("Format", '7", Single', "support", "Vinyl"),
        ("release_id", "", "discogs_id", None),
        ("release_id", "0", "source", "import"),
        ("Title", "Nul\x00 and\ttab", "title", "Nul and tab"),
        ("Title", "أغاني 🎵", "title", "أغاني 🎵"),
        ("Date Added", "yesterday", "added_at", None),
        ("Date Added", "0001-01-01 00:00:00", "added_at", None),
        ("Date Added", "2020-05-01 10:20:30+00:00", "added_at", datetime(2020, 5, 1, 10, 20, 30, tzinfo=UTC)),
    ],
)
def test_odd_cells(column: str, cell: str, field: str, value: object) -> None:
    assert getattr(record(**{column: cell}), field) == value


@pytest.mark.parametrize("name", ["Nirvana (2)", "Björk*", "Crosby, Stills & Nash", "John Lennon & Yoko Ono"])
def test_an_artist_stays_as_written(name: str) -> None:
    assert [artist.name for artist in record(Artist=name).artists] == [name]


def test_further_copies_are_counted() -> None:
    other, first = read(line(), line(release_id="8"), line())
    assert isinstance(first, ReleaseRecord)
    assert isinstance(other, ReleaseRecord)
    assert [(first.discogs_id, first.copies), (other.discogs_id, other.copies)] == [(7034, 2), (8, 1)]


@pytest.mark.parametrize(
    "header",
    [
        HEADER + ",",
        HEADER + ",Collection Shelf",
        "\ufeff" + HEADER,
        HEADER.lower(),
    ],
)
def test_tolerated_headers(header: str) -> None:
    assert len(read(line().rstrip() + ",", header=header)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (line(release_id="12a"), "row 2 “Moon Safari”: its release_id “12a” is not a usable number."),
        (line(release_id="9" * 19), f"row 2 “Moon Safari”: its release_id “{'9' * 19}” is not a usable number."),
        (line(release_id="9" * 5000), f"row 2 “Moon Safari”: its release_id “{'9' * 39}…” is not a usable number."),
        (line(release_id="-4", Title="x" * 600), f"row 2 “{'x' * 79}…”: its release_id “-4” is not a usable number."),
        ("a,b", "row 2: it has only 2 columns; a quotation mark may be left open."),
        ("x" * 200_000, "row 2: one of its cells is longer than 131072 characters."),
    ],
)
def test_a_bad_row_is_named_and_costs_no_other(text: str, message: str) -> None:
    refused, kept = read(text, "", line(release_id="5"))
    assert str(refused) == message
    assert isinstance(kept, ReleaseRecord)
    assert kept.where == "row 4"


@given(st.lists(st.lists(st.text(), max_size=15), max_size=8), st.booleans())
def test_any_rows_become_records_or_refusals(rows: list[list[str]], with_header: bool) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([COLUMNS, *rows] if with_header else rows)
    try:
        entries = list(read_collection(written.getvalue().encode(errors="surrogatepass")))
    except UnusableFileError:
        return
    assert all(isinstance(entry, ReleaseRecord | Refusal) for entry in entries)


@given(st.binary(), st.sampled_from([b"", HEADER.encode() + b"\n"]))
def test_any_bytes_are_read_or_refused(content: bytes, before: bytes) -> None:
    try:
        entries = list(read_collection(before + content))
    except UnusableFileError as error:
        assert str(error)  # noqa: PT017 - a refusal is as good as an answer
    else:
        assert all(isinstance(entry, ReleaseRecord | Refusal) for entry in entries)


UNNUMBERED = b"""Artist,Title,Released,Format,Notes,Condition,Price
Nirvana,Bleach,1989,LP,signed by the band,NM,30
Nirvana,Bleach,1989,LP,scratched,G,5
Nirvana,Bleach,1989,CD,,,
AIR,Moon Safari,1998,LP,mine,,
AIR,Moon Safari,1998,LP,mine,,
"""


@pytest.mark.django_db
def test_two_copies_without_a_number_keep_the_words_on_each() -> None:
    save_releases(read_collection(UNNUMBERED))
    album = Album.objects.get(title="Bleach", support="Vinyl")
    assert (album.copies, album.notes, album.media_condition, album.further) == (
        2,
        "signed by the band",
        "NM",
        {"Price": "30"},
    )
    assert album.more_copies == [{"notes": "scratched", "media_condition": "G", "further": {"Price": "5"}}]
    typed_twice = Album.objects.get(title="Moon Safari")
    assert (typed_twice.copies, typed_twice.more_copies) == (1, [])
    again = save_releases(read_collection(UNNUMBERED))
    assert (again.created, again.updated) == (0, 0)
    exported = "".join(as_csv()).encode()
    assert save_releases(read_collection(exported)).updated == 0
    assert Album.objects.get(pk=album.pk).more_copies == album.more_copies


@pytest.mark.django_db
def test_copies_without_a_number_are_gathered_however_a_row_writes_their_names() -> None:
    table = (
        b"Artist,Title,Format,Notes\nNirvana,Bleach,LP,first\nNIRVANA,bleach,LP,second\nNirvana,Bleach,Vinyl,third\n"
    )
    for _time in range(2):
        report = save_releases(read_collection(table))
    album = Album.objects.get()
    assert (album.copies, album.notes) == (3, "first")
    assert [copy["notes"] for copy in album.more_copies] == ["second", "third"]
    assert (report.created, report.updated) == (0, 0)


@pytest.mark.django_db
def test_two_pressings_without_a_number_and_without_words_of_the_owners_are_two_copies() -> None:
    table = b"Artist,Title,Year,Format,Label\nAIR,Moon Safari,1998,LP,Source\nAIR,Moon Safari,2015,LP,Source\n"
    table += b"AIR,Moon Safari,2015,LP,SOURCE\n"
    save_releases(read_collection(table))
    album = Album.objects.get()
    assert (album.year, album.copies) == (1998, 2)
    exported = "".join(as_csv()).encode()
    assert [save_releases(read_collection(again)).updated for again in (table, exported)] == [0, 0]


def test_rows_that_name_nothing_are_refused_one_by_one() -> None:
    assert len([*read_collection(b"Artist,Title,Year\nNirvana,,1989\nNirvana,,1989\n")]) == 2
