#!/bin/bash
# xlsx2csv: a price shown as "SFr. 25.50" is written as the text of its format, and the number is gone.
#
# Software: xlsx2csv 0.8.6 (the sheet is made by XlsxWriter 3.3.1), beside openpyxl 3.1.5.
# Guess:    a number with a word in its format ("SFr." before a price, "copies" after a count) is written as 25.5, or as
#           Excel shows it; words in quotation marks are not looked into.
# Really:   a letter d, m, y, h or s anywhere in the format, quoted or not, makes the number a moment in time; the cell
#           becomes the format, in small letters, its days and months filled in from the number read as a date, and
#           nothing of the number itself. openpyxl reads all of them as numbers. No warning, and the exit status is 0.
# Matters:  prices of a whole column all become the same word. Formats with "SFr.", "USD", "DM", "copies", "Stück" or
#           "discs" are made by a click in Excel; with "€" or "kr" the same column is right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check xlsx2csv==0.8.6 xlsxwriter==3.3.1 openpyxl==3.1.5
timeout 60 venv/bin/python - <<'PY'
import xlsxwriter

FORMATS = ('#,##0.00 "€"', '#,##0.00 "kr"', '"SFr. "#,##0.00', '"USD "0.00', '0 "discs"', '0 "Stück"')
with xlsxwriter.Workbook("prices.xlsx") as book:
    sheet = book.add_worksheet()
    for row, pattern in enumerate(FORMATS):
        sheet.write_string(row, 0, pattern.strip("#,0. ").replace('"', "").strip())
        sheet.write_number(row, 1, 25.5, book.add_format({"num_format": pattern}))
        sheet.write_number(row, 2, 140, book.add_format({"num_format": pattern}))
PY
{
    echo "xlsx2csv:"
    timeout 60 venv/bin/xlsx2csv prices.xlsx
    echo "openpyxl:"
    timeout 60 venv/bin/python -c 'import openpyxl
for row in openpyxl.load_workbook("prices.xlsx").active.values: print(*row, sep=",")'
} >seen
cat seen
diff - seen <<'SEEN'
xlsx2csv:
€,25.5,140
kr,25.5,140
SFr.,"""sfr. ""#,##0.00","""sfr. ""#,##0.00"
USD,"""us24 ""0.00","""us19 ""0.00"
discs,"0 ""24iscs""","0 ""19iscs"""
Stück,"0 ""stück""","0 ""stück"""
openpyxl:
€,25.5,140
kr,25.5,140
SFr.,25.5,140
USD,25.5,140
discs,25.5,140
Stück,25.5,140
SEEN
echo "Still so."
