#!/bin/bash
# DuckDB: a record of 1971 is one of the year 71, if another row of the column gives its year in full.
#
# Software: duckdb 2.0.1.
# Guess:    a column of dates whose years have two digits here and four there is either left as text or refused, as a
#           column of years and full dates is left as text.
# Really:   one form that takes all cells is enough, and the four-digit year also takes 71 as it stands, long before there
#           were records. All rows short, or all long, come out right, so a file with one kind tests well. Which is the day and
#           which the month is settled the same way, for the whole column, by the rows that leave no doubt. Track lengths
#           are times of a day, until one lasts for more than 23 minutes.
# Matters:  lists that were kept for years are typed both ways. Nothing is said, `min(bought)` is 0071-12-31, and whoever
#           groups by decade gets a shelf from the first century. `all_varchar=true` reads what stands there.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check duckdb==2.0.1
timeout 120 venv/bin/python - >seen <<'PY'
from pathlib import Path

import duckdb


def read(*cells):
    Path("records.csv").write_text("artist,cell\n" + "".join(f"Can,{cell}\n" for cell in cells))
    found = duckdb.sql("SELECT cell FROM 'records.csv'")
    print(" ".join(cells), "->", found.types[0], " ".join(str(row[0]) for row in found.fetchall()))


read("31.12.71", "24.12.72")
read("31.12.1971", "24.12.1972")
read("31.12.71", "24.12.1972")
read("1972", "24.12.1972")
read("3:34", "18:30")
read("3:34", "24:30")
PY
cat seen
diff - seen <<'SEEN'
31.12.71 24.12.72 -> DATE 1971-12-31 1972-12-24
31.12.1971 24.12.1972 -> DATE 1971-12-31 1972-12-24
31.12.71 24.12.1972 -> DATE 0071-12-31 1972-12-24
1972 24.12.1972 -> VARCHAR 1972 24.12.1972
3:34 18:30 -> TIME 03:34:00 18:30:00
3:34 24:30 -> VARCHAR 3:34 24:30
SEEN
echo "Still so."
