"""Files beyond all bounds: refused in one sentence, in a process that stays small."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from collection.importing.records import MOST_REFUSALS_KEPT

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).parents[3]
MOST_MEGABYTES = 300
MILLION = 1_000_000
HEADER = "Artist,Title"


def columns(file: Path) -> None:
    file.write_text(",".join(f"c{number}" for number in range(MILLION)) + "\n")


def large(file: Path) -> None:
    with file.open("wb") as target:
        target.write(HEADER.encode() + b"\n")
        target.truncate(200 * MILLION)


def first_cell(file: Path) -> None:
    file.write_text("x" * (10 * MILLION) + ",Title\n")


def json_value(file: Path) -> None:
    file.write_text(json.dumps({"albums": [{"title": "x" * (10 * MILLION), "artists": ["AIR"]}]}))


def zipped_gigabytes(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        write_gigabytes(archive, "list.csv")


def write_gigabytes(archive: zipfile.ZipFile, name: str) -> None:
    with archive.open(name, "w") as target:
        for _chunk in range(1100):
            target.write(bytes(MILLION))


def understated(file: Path) -> None:
    """A zip that says that its file is small."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("list.csv", bytes(200 * MILLION))
    file.write_bytes(file.read_bytes().replace((200 * MILLION).to_bytes(4, "little"), (1000).to_bytes(4, "little")))


def sheets(file: Path) -> None:
    book = Workbook()
    for number in range(1_000):
        book.create_sheet(f"s{number}")
    book.save(file)


def workbook_part(file: Path) -> None:
    """A workbook whose texts alone unpack to gigabytes."""
    Workbook().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        write_gigabytes(archive, "xl/sharedStrings.xml")


def workbook_sheet(file: Path, inside: bytes) -> None:
    """A workbook whose first sheet is full of `inside`."""
    plain = file.with_suffix(".plain")
    Workbook().save(plain)
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for part in source.namelist():
            is_sheet = part == "xl/worksheets/sheet1.xml"
            archive.writestr(part, head + inside + b"</sheetData></worksheet>" if is_sheet else source.read(part))


def wide_row(file: Path) -> None:
    workbook_sheet(file, b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * MILLION + b"</row>")


def empty_rows(file: Path) -> None:
    workbook_sheet(file, b"<row></row>" * (9 * MILLION))


def tiny_objects(file: Path) -> None:
    file.write_text('[{"pagination":{},"releases":[' + ",".join(['{"":1}'] * MILLION) + "]}]")


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("columns.csv", columns, "more than 1000 columns"),
        ("large.csv", large, "larger than 100 MB"),
        ("cell.csv", first_cell, "longer than 131072 characters"),
        ("value.json", json_value, "a value is too long"),
        ("packed.zip", zipped_gigabytes, "larger than 100 MB"),
        ("understated.zip", understated, "damaged"),
        ("sheets.xlsx", sheets, "more than 100 sheets"),
        ("texts.xlsx", workbook_part, "too large to be read"),
        ("row.xlsx", wide_row, "too large to be read"),
        ("rows.xlsx", empty_rows, "too large to be read"),
        ("objects.json", tiny_objects, "a value is too long"),
    ],
)
def test_it_is_refused_at_a_bound(tmp_path: Path, name: str, make: Callable[[Path], None], words: str) -> None:
    make(tmp_path / name)
    used = imported(tmp_path / name)
    assert (used.status, used.said.count("\n")) == (2, 1), used.said
    assert words in used.said
    assert used.megabytes < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("name", "begins", "row", "ends"),
    [("rows.csv", HEADER, "\nAIR", ""), ("entries.json", '{"albums": [{}', ', {"title": "Moon Safari"}', "]}")],
    ids=["rows", "entries"],
)
def test_ten_megabytes_of_bad_rows_cost_little_time_and_room(
    tmp_path: Path, name: str, begins: str, row: str, ends: str
) -> None:
    rows = 10 * MILLION // len(row)
    (tmp_path / name).write_text(begins + rows * row + ends)
    used = imported(tmp_path / name)
    assert used.status == 1
    counted = int(used.said.splitlines()[-1].removesuffix(" more rows were refused."))
    assert counted >= rows - MOST_REFUSALS_KEPT
    assert (used.seconds < 20, used.megabytes < 200) == (True, True), used


def test_albums_with_long_notes_are_not_held_together(tmp_path: Path) -> None:
    """Each word is another one: no statement can ask for all of them."""
    letters = str.maketrans("0123456789", "ghijklmnop")
    words = (f"{number:x}".translate(letters) for number in count(MILLION))
    with (tmp_path / "rows.csv").open("w") as file:
        file.write("Artist,Title,Notes,Price,Place,Story,More\n")
        for number in range(300):
            notes = " ".join(islice(words, 2_800))
            file.write(f"Artist {number},Title {number},{notes},{','.join(['long ' * 4_000] * 4)}\n")
    migrated = [sys.executable, "manage.py", "migrate"]
    subprocess.run(migrated, cwd=PROJECT, env=surroundings(tmp_path), capture_output=True, check=True)
    used = imported(tmp_path / "rows.csv")
    assert (used.status, "300 albums read" in used.said) == (0, True), used.said
    assert used.megabytes < MOST_MEGABYTES


# Started by a small process of its own: a child counts what it shared with its parent before it began.
MEASURED = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(ended.returncode, used.ru_maxrss, used.ru_utime + used.ru_stime)
print(ended.stdout + ended.stderr, end="")
"""


class Used(NamedTuple):
    """Exit status of `import_collection`, what it said, the most memory that it held, and its time on the processor."""

    status: int
    said: str
    megabytes: int
    seconds: float


def surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "AIME_DATA_DIR": str(folder / "data"), "LANGUAGE_CODE": "en"}


def imported(file: Path) -> Used:
    command = [sys.executable, "manage.py", "import_collection", str(file)]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=PROJECT,
        env=surroundings(file.parent),
        capture_output=True,
        text=True,
        check=True,
    )
    numbers, said = measured.stdout.split("\n", 1)
    status, memory, seconds = numbers.split()
    of_a_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Used(int(status), said, int(memory) // of_a_megabyte, float(seconds))
