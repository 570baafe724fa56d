#!/bin/bash
# polars and fastexcel: in a sheet whose first hundred catalogue numbers are numbers, a later "SHVL 804" is nothing.
#
# Software: polars 2.1.0 with fastexcel 0.21.0; files of xlsxwriter 3.3.1.
# Guess:    a column of numbers that holds words further down is read as text, as it is when the words stand above, or
#           the file is refused, as polars refuses such a CSV file.
# Really:   the first 100 rows decide the type (fastexcel by itself: 1,000), and each cell below that does not fit is
#           empty. No error, no warning: the table has its full length. With a type told for the column all cells come.
# Matters:  a shelf sorted by label begins with labels that number their records and ends with those that use letters.
#           Whoever tries an import with a shelf of sixty never meets it; of a large collection hundreds lose their
#           catalogue number, and what is matched by that number takes the wrong pressing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1
timeout 120 venv/bin/python - >seen <<'PY'
import io

import fastexcel
import polars
import xlsxwriter

RECORDS = 1400


def number(record, numbered):
    return 7599000 + record if record <= numbered else f"SHVL {record}"


for numbered in (90, 900, 1100):
    with xlsxwriter.Workbook("shelf.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Catalog#", "Title"])
        for record in range(1, RECORDS + 1):
            sheet.write_row(record, 0, [number(record, numbered), f"Title {record}"])
    direct = fastexcel.read_excel("shelf.xlsx").load_sheet(0).to_polars()["Catalog#"]
    for name, column in (("polars", polars.read_excel("shelf.xlsx")["Catalog#"]), ("fastexcel", direct)):
        print(f"{numbered} numbers, then words, {name}: {column.dtype}, {len(column)} records, {column.null_count()} empty")
told = polars.read_excel("shelf.xlsx", schema_overrides={"Catalog#": polars.String})["Catalog#"]
print(f"1100 numbers, then words, told it is text: {told.null_count()} empty, the last is {told[-1]}")
try:
    lines = "\n".join(["Catalog#", *(str(number(record, 1100)) for record in range(1, RECORDS + 1))])
    polars.read_csv(io.BytesIO(lines.encode()), infer_schema_length=1000)
except polars.exceptions.ComputeError:
    print("The same as CSV: refused")
PY
cat seen
diff - seen <<'SEEN'
90 numbers, then words, polars: String, 1400 records, 0 empty
90 numbers, then words, fastexcel: String, 1400 records, 0 empty
900 numbers, then words, polars: Int64, 1400 records, 500 empty
900 numbers, then words, fastexcel: String, 1400 records, 0 empty
1100 numbers, then words, polars: Int64, 1400 records, 300 empty
1100 numbers, then words, fastexcel: Float64, 1400 records, 300 empty
1100 numbers, then words, told it is text: 0 empty, the last is SHVL 1400
The same as CSV: refused
SEEN
echo "Still so."
