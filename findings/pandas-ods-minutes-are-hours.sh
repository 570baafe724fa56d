#!/bin/bash
# pandas from an OpenDocument sheet: a track of 3:34 minutes lasts for three and a half hours, one of 45:12 ends the import.
#
# Software: pandas 3.1.1 with odfpy 1.4.1, and python-calamine 0.9.1 as the other engine.
# Guess:    a cell that holds a time is read from its value (PT00H03M34S), as cells of numbers and dates are.
# Really:   of times alone the words on the screen are read, as a time of day. How the cell is shown decides: 00:03:34 comes
#           out right, 03:34 (minutes and seconds) as 03:34 at night, and 45:12 is an error for the whole sheet that names
#           no cell. The engine "calamine" reads the value.
# Matters:  track and album lengths are shown as minutes and seconds, since nobody's record lasts for hours. The same file
#           saved as .xlsx is read right, so the fault looks like the collector's.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1
timeout 120 venv/bin/python - >seen <<'PY'
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def sheet(value, shown):
    """As an office program writes it: the value as an attribute, and the words on the screen."""
    document, table = OpenDocumentSpreadsheet(), Table(name="Tracks")
    for options, text in (({"valuetype": "string"}, "Length"), ({"valuetype": "time", "timevalue": value}, shown)):
        cell, row = TableCell(**options), TableRow()
        cell.addElement(P(text=text))
        row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save("tracks.ods")


for value, shown in (("PT00H03M34S", "00:03:34"), ("PT00H03M34S", "03:34"), ("PT00H45M12S", "45:12")):
    sheet(value, shown)
    for engine in ("odf", "calamine"):
        try:
            print(f"{value} shown as {shown}, {engine}:", pandas.read_excel("tracks.ods", engine=engine)["Length"][0])
        except ValueError as error:
            print(f"{value} shown as {shown}, {engine}: {type(error).__name__}: {error}")
PY
cat seen
diff - seen <<'SEEN'
PT00H03M34S shown as 00:03:34, odf: 00:03:34
PT00H03M34S shown as 00:03:34, calamine: 00:03:34
PT00H03M34S shown as 03:34, odf: 03:34:00
PT00H03M34S shown as 03:34, calamine: 00:03:34
PT00H45M12S shown as 45:12, odf: DateParseError: hour must be in 0..23: 45:12
PT00H45M12S shown as 45:12, calamine: 00:45:12
SEEN
echo "Still so."
