#!/bin/bash
# tablib from an OpenDocument sheet: a note is its first line only, or the comment that somebody pinned to the cell.
#
# Software: tablib 3.10.0 with odfpy 1.4.1.
# Guess:    the text of a cell is all of its text, as the reader for .xlsx gives it; a comment belongs to the cell and is
#           not its text.
# Really:   the first piece of text under the cell is taken and the rest left. A line break, two spaces or a link in the cell
#           end the text, and since a comment is written before the text, it is taken instead of it. No error, no warning.
# Matters:  notes are the part of a collection that nobody can fetch again. An import by this way looks right in its
#           preview, for short notes are whole.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1
timeout 120 venv/bin/python - >seen <<'PY'
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import A, P, S
from tablib import Dataset


def cell(*parts):
    made = TableCell(valuetype="string")
    for part in parts:
        made.addElement(part if not isinstance(part, str) else P(text=part))
    return made


spaces, link, comment = P(text="sleeve split,"), P(text="bought at "), Annotation()
spaces.addElement(S(c=2))
spaces.addText("record fine")
shop = A(href="https://records.example/")
shop.addText("the fair")
link.addElement(shop)
comment.addElement(P(text="ask Jo"))

document, table = OpenDocumentSpreadsheet(), Table(name="Records")
for note in (
    cell("Note"), cell("short"), cell("first line", "second line"), cell(spaces), cell(link), cell(comment, "signed by both"),
):
    row = TableRow()
    row.addElement(note)
    table.addElement(row)
document.spreadsheet.addElement(table)
document.save("records.ods")
with open("records.ods", "rb") as file:
    for note in Dataset().load(file, format="ods")["Note"]:
        print(repr(note))
PY
cat seen
diff - seen <<'SEEN'
'short'
'first line'
'sleeve split,'
'bought at '
'ask Jo'
SEEN
echo "Still so."
