#!/bin/bash
# pandas: the first record's date decides which dates of the others are read; the rest is empty.
#
# Software: pandas 3.1.1.
# Guess:    `to_datetime(column, errors="coerce")` reads each cell as well as it can and gives NaT for those that are no
#           date; the order of the rows does not matter.
# Really:   the form of the first cell that is not empty is taken for all. If the first record has only a year, all full
#           dates are NaT; sorted the other way round, the years and months are. With "coerce" nothing is said.
#           `format="mixed"` reads each cell by itself.
# Matters:  release dates are known to the day, the month or the year, side by side in one column. An import tested with one
#           file works; the next person's file begins with another record and loses most of its dates.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pandas==3.1.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import warnings

import pandas

RELEASED = ["1977", "1977-01-14", "1977-10", "1979-05-18", "1980-09-12"]


def read(cells, **options):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        dates = pandas.to_datetime(pandas.Series(cells), errors="coerce", **options)
    return [str(date.date()) if pandas.notna(date) else None for date in dates], f"warnings: {len(heard)}"


print("year first:", *read(RELEASED))
print("day first:", *read(RELEASED[::-1]))
print("mixed:", *read(RELEASED, format="mixed"))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
year first: ['1977-01-01', None, None, None, None] warnings: 0
day first: ['1980-09-12', '1979-05-18', None, '1977-01-14', None] warnings: 0
mixed: ['1977-01-01', '1977-01-14', '1977-10-01', '1979-05-18', '1980-09-12'] warnings: 0
SEEN
