#!/bin/bash
# openpyxl: in read-only mode a whole collection can be one cell.
#
# Software: openpyxl 3.1.5, beside python-calamine 0.9.1.
# Guess:    `read_only=True` reads the same rows as the normal mode, with less memory.
# Really:   it believes the `<dimension>` that the writing program put into the sheet, and several write "A1" there and
#           never correct it: exporters that stream their rows. Then one cell is read, without an error; the normal mode
#           and calamine read everything. `sheet.reset_dimensions()` before reading makes it look at the rows.
#           (calamine has a surprise of its own: every number is a float, so a release id comes as 249504.0.)
# Matters:  read-only is what is chosen for uploads, to bound the memory; "your file holds no records" is then wrong for
#           files that open well everywhere else.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import io
import re
import zipfile

import openpyxl
from python_calamine import CalamineWorkbook


def collection(dimension):
    """A workbook of 500 records whose sheet names `dimension` as its extent."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    for number in range(500):
        book.active.append([f"Artist {number}", "Low", 249504 + number])
    book.save(written)
    changed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % dimension, data)
            target.writestr(name, data)
    return changed


def size(rows):
    rows = list(rows)
    return f"{len(rows)} rows of {len(rows[0])}"


for dimension in (b"A1:C500", b"A1"):
    print(dimension.decode())
    for read_only in (False, True):
        sheet = openpyxl.load_workbook(collection(dimension), read_only=read_only).active
        print("  read_only" if read_only else "  normal", size(sheet.values))
    sheet.reset_dimensions()
    print("  read_only after reset_dimensions", size(sheet.values))
    content = collection(dimension)
    content.seek(0)
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    print("  calamine", size(rows), "| the id is", rows[0][2])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
A1:C500
  normal 500 rows of 3
  read_only 500 rows of 3
  read_only after reset_dimensions 500 rows of 3
  calamine 500 rows of 3 | the id is 249504.0
A1
  normal 500 rows of 3
  read_only 1 rows of 1
  read_only after reset_dimensions 500 rows of 3
  calamine 500 rows of 3 | the id is 249504.0
SEEN
