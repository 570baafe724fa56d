#!/bin/bash
# sqlite-utils: the catalogue number 12E3 is kept as 12000 and 0042 as 42, if the first hundred were whole numbers.
#
# Software: sqlite-utils 4.2.1.
# Guess:    a text given as a text is kept as one, SQLite takes any type in any column; and reading a CSV file leaves
#           the values as they stand, for types are asked for by an option (so it was until version 3).
# Really:   `insert_all` makes the columns after the first batch of a hundred; a column that had integers there is
#           INTEGER, and SQLite turns every later text that looks like a number into that number, exponents and blanks
#           included. "1_000" stays. From CSV, on the command line, types are detected by default since version 4:
#           barcodes and catalogue numbers with leading zeros become integers, "12E3" a float.
# Matters:  labels number their records so, and a barcode without its zero is found nowhere. Which of them are damaged
#           depends on the order of the file. Name the types (`columns={"catno": str}`, `--no-detect-types`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check sqlite-utils==4.2.1
timeout 60 venv/bin/python - >seen <<'PY'
from sqlite_utils import Database

LAST = ["0042", "12E3", " 7 ", "1_000", "SHVL 804"]


def kept(first, **options):
    table = Database(memory=True)["record"]
    table.insert_all([{"catno": catno} for catno in first + LAST], **options)
    return [row["catno"] for row in table.rows][-len(LAST) :]


print("first a hundred whole numbers:", kept(list(range(100))))
print("first ninety-nine whole numbers:", kept(list(range(99))))
print("the type named:", kept(list(range(100)), columns={"catno": str}))
PY
printf 'title,catno,barcode\nTrust,0042,0602445790128\nCurtain,12E3,0602445790129\n' >records.csv
for option in "" --no-detect-types; do
    echo "CSV, ${option:-no option}:" >>seen
    timeout 60 venv/bin/sqlite-utils insert "shelf$option.db" records records.csv --csv $option >/dev/null
    timeout 60 venv/bin/sqlite-utils rows "shelf$option.db" records --csv --no-headers >>seen
done
sed -i 's/\r$//' seen
cat seen
diff - seen <<'SEEN'
first a hundred whole numbers: [42, 12000, 7, '1_000', 'SHVL 804']
first ninety-nine whole numbers: ['0042', '12E3', ' 7 ', '1_000', 'SHVL 804']
the type named: ['0042', '12E3', ' 7 ', '1_000', 'SHVL 804']
CSV, no option:
Trust,42.0,602445790128
Curtain,12000.0,602445790129
CSV, --no-detect-types:
Trust,0042,0602445790128
Curtain,12E3,0602445790129
SEEN
echo "Still so."
