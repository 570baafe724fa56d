#!/bin/bash
# pandas to Excel: the group "=LOVE" is written as a formula and comes back as nothing, or as 0.
#
# Software: pandas 3.1.1 with openpyxl 3.1.5 and with xlsxwriter 3.3.1.
# Guess:    a column of names written with to_excel() and read with read_excel() is the same column; danger from "=" is a
#           matter of CSV files opened by hand.
# Really:   both writers turn any text that begins with "=" into a formula. Nobody has computed it, so reading gives NaN
#           (written by openpyxl) or 0 (by xlsxwriter, which stores 0 as the result). No warning. In Excel the cell
#           shows an error. "=" alone, Ed Sheeran's album, survives openpyxl and becomes 0 by xlsxwriter.
# Matters:  an export meant as a backup loses names, and the next import makes an artist called "0". With xlsxwriter:
#           `engine_kwargs={"options": {"strings_to_formulas": False}}`; with openpyxl set the cell's data_type to "s".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pandas==3.1.1 openpyxl==3.1.5 xlsxwriter==3.3.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import io

import pandas

albums = pandas.DataFrame({"artist": ["=LOVE", "Ed Sheeran", "Abba"], "title": ["Zenryoku", "=", "Arrival"]})


def round_trip(engine, **options):
    file = io.BytesIO()
    with pandas.ExcelWriter(file, engine=engine, **options) as writer:
        albums.to_excel(writer, index=False)
    file.seek(0)
    return [tuple(str(value) for value in row) for row in pandas.read_excel(file, engine="openpyxl").values]


for engine in ("openpyxl", "xlsxwriter"):
    print(f"{engine}:", *round_trip(engine))
print("told:", *round_trip("xlsxwriter", engine_kwargs={"options": {"strings_to_formulas": False}}))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
openpyxl: ('nan', 'Zenryoku') ('Ed Sheeran', '=') ('Abba', 'Arrival')
xlsxwriter: ('0', 'Zenryoku') ('Ed Sheeran', '0') ('Abba', 'Arrival')
told: ('=LOVE', 'Zenryoku') ('Ed Sheeran', '=') ('Abba', 'Arrival')
SEEN
