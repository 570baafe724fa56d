#!/bin/bash
# tablib from an OpenDocument sheet: of equal rows one is left, and after two empty cells everything moves to the left.
#
# Software: tablib 3.10.0 with odfpy 1.4.1, beside pandas 3.1.1.
# Guess:    three equal lines in a sheet are three records.
# Really:   OpenDocument writes a run of equal rows once, with the number of times (`number-rows-repeated`), and a run
#           of equal cells likewise; LibreOffice always does. tablib reads neither number: of equal rows and of equal
#           cells one is left, of two empty cells none, and what follows stands in the wrong columns. pandas and the
#           other readers read both.
# Matters:  three unsigned copies become one, and a note becomes the label of a record whose label and year are empty.
#           Nothing is said, and the preview of an import (django-import-export reads .ods by this way) shows real
#           values.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1 pandas==3.1.1
timeout 120 venv/bin/python - >seen <<'PY'
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from tablib import Dataset

document, table = OpenDocumentSpreadsheet(), Table(name="Records")


def row(times, *cells):
    """One row of the file, `times` over; each cell is its text and how often it stands side by side."""
    made = TableRow(numberrowsrepeated=times)
    for text, side_by_side in cells:
        cell = TableCell(numbercolumnsrepeated=side_by_side, **{"valuetype": "string"} if text else {})
        if text:
            cell.addElement(P(text=text))
        made.addElement(cell)
    table.addElement(made)


row(1, ("Artist", 1), ("Title", 1), ("Label", 1), ("Year", 1), ("Note", 1))
row(3, ("Nico", 1), ("Desertshore", 1), ("Reprise", 1), ("1970", 1), ("unsigned", 1))
row(1, ("Cluster", 2), ("Philips", 1), ("1971", 1), ("mono", 1))
row(1, ("Low", 1), ("Trust", 1), ("", 2), ("signed", 1))
document.spreadsheet.addElement(table)
document.save("records.ods")
with open("records.ods", "rb") as file:
    print("tablib:", *[tuple(row) for row in Dataset().load(file, format="ods")], sep="\n  ")
frame = pandas.read_excel("records.ods", dtype=str).fillna("")
print("pandas:", *frame.itertuples(index=False, name=None), sep="\n  ")
PY
cat seen
diff - seen <<'SEEN'
tablib:
  ('Nico', 'Desertshore', 'Reprise', '1970', 'unsigned')
  ('Cluster', 'Philips', '1971', 'mono', '')
  ('Low', 'Trust', 'signed', '', '')
pandas:
  ('Nico', 'Desertshore', 'Reprise', '1970', 'unsigned')
  ('Nico', 'Desertshore', 'Reprise', '1970', 'unsigned')
  ('Nico', 'Desertshore', 'Reprise', '1970', 'unsigned')
  ('Cluster', 'Cluster', 'Philips', '1971', 'mono')
  ('Low', 'Trust', '', '', 'signed')
SEEN
echo "Still so."
