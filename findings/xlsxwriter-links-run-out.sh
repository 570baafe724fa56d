#!/bin/bash
# xlsxwriter: from row 65,531 on an address is not written at all, neither as a link nor as text.
#
# Software: xlsxwriter 3.3.1, pandas 3.1.1 on top of it; read with python-calamine 0.9.1.
# Guess:    a worksheet holds so many links as Excel allows; what is too much stays plain text, as a text too long for a
#           link does in Excel itself.
# Really:   write() and to_excel() turn each text that begins with http:// or https:// into a link. After 65,530 of them in
#           a sheet, counted over all columns, the cell stays empty; a warning per cell is all. An address of more than
#           2,079 characters is left out in the same way, at any row.
# Matters:  a collection of 22,000 records with an address of the release, the cover and the artist is beyond it: the last
#           rows of a backup have no addresses, in a job whose warnings nobody reads. Tell it
#           `{"strings_to_urls": False}`; pandas takes that as `engine_kwargs={"options": …}`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pandas==3.1.1 xlsxwriter==3.3.1 python-calamine==0.9.1
timeout 200 "$work/venv/bin/python" >"$work/seen" <<'PY'
import io
import warnings

import pandas
from python_calamine import CalamineWorkbook

rows = 22_000
numbers = range(249_504, 249_504 + rows)
records = pandas.DataFrame({
    name: [f"https://records.example/{name}/{number}" for number in numbers] for name in ("release", "cover", "artist")
})


def written(frame, **options):
    """How many addresses are in the file, and the last row."""
    file = io.BytesIO()
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with pandas.ExcelWriter(file, engine="xlsxwriter", **options) as writer:
            frame.to_excel(writer, index=False, header=False)
    file.seek(0)
    cells = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    last = cells[rows - 1] if len(cells) == rows else "missing"
    return sum(bool(cell) for row in cells for cell in row), f"last row {last}, warned: {bool(heard)}"


print("addresses:", records.size)
print("as it comes:", *written(records))
told = written(records, engine_kwargs={"options": {"strings_to_urls": False}})
print("told:", told[0])
print("one of 2,100 characters:", written(pandas.DataFrame(["https://records.example/".ljust(2_100, "x")]))[0])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
addresses: 66000
as it comes: 65530 last row ['https://records.example/release/271503', 'https://records.example/cover/271503', ''], warned: True
told: 66000
one of 2,100 characters: 0
SEEN
