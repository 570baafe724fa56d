#!/bin/bash
# xlsx2csv: five past one in the afternoon is written as 01:05, with nothing that says so.
#
# Software: xlsx2csv 0.8.6, openpyxl 3.1.5 (which writes the workbook, as pandas does through it).
# Guess:    a moment is written as its format says; `h` is an hour of 24 where the format has no AM/PM (ISO/IEC 29500-1,
#           18.8.30), with or without a leading nought.
# Really:   in formats that hold a date, a single `h` becomes the hour of twelve: openpyxl's own default for moments,
#           `yyyy-mm-dd h:mm:ss`, is one of them. `hh` is right, and so is `h:mm` alone.
# Matters:  a collection's "Date Added" and a listening history lose half of their days' order; plays of the afternoon come
#           before those of the morning, and what was heard at 13:05 and at 01:05 is one moment, so the second is dropped as
#           known.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5
venv/bin/python - <<'PY'
from datetime import datetime

from openpyxl import Workbook

book = Workbook()
sheet = book.active
sheet.append(["format", "moment"])
afternoon = datetime(2003, 2, 1, 13, 5, 9)
for number, form in enumerate(["as it comes", "yyyy-mm-dd hh:mm:ss", "d/m/yy h:mm", "h:mm", "h:mm AM/PM"], 2):
    cell = sheet.cell(number, 2, afternoon)
    if form != "as it comes":
        cell.number_format = form
    sheet.cell(number, 1, f"{form}: {cell.number_format}" if form == "as it comes" else form)
book.save("plays.xlsx")
PY
timeout 60 venv/bin/xlsx2csv plays.xlsx >seen
cat seen
diff - seen <<'SEEN'
format,moment
as it comes: yyyy-mm-dd h:mm:ss,2003-02-01 01:05:09
yyyy-mm-dd hh:mm:ss,2003-02-01 13:05:09
d/m/yy h:mm,01/02/03 01:05
h:mm,13:05
h:mm AM/PM,01:05 PM
SEEN
echo "Still so."
