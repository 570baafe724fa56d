#!/bin/bash
# pandas to Excel and back: each line break of a note from a web form becomes "_x000D_" and a line break.
#
# Software: pandas 3.1.1 with XlsxWriter 3.3.1 and openpyxl 3.1.5; python-calamine 0.9.1, tablib 3.10.0.
# Guess:    what pandas writes to .xlsx it reads back as it was, by its own choice of engines.
# Really:   it writes with XlsxWriter where that is installed and reads with openpyxl (not for ever, it warns). A form
#           of a browser sends line breaks as carriage return and line feed; XlsxWriter writes the first as `_x000D_`,
#           as the format wants it, and openpyxl leaves that as seven letters, though it does read `_x005F_`, of the
#           same kind. tablib reads by openpyxl as well. With openpyxl as the writer the carriage return is gone and the
#           text whole; with calamine as the reader all is as it was, unless openpyxl wrote it, which does not escape
#           such letters of a text's own.
# Matters:  notes typed into an admin page come back with "_x000D_" in each line after a colleague's export and import,
#           or from any other program that writes as the format says; texts and searches have it from then on.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    pandas==3.1.1 xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1 tablib==3.10.0
timeout 120 venv/bin/python - >seen 2>/dev/null <<'PY'
import pandas
from tablib import Dataset

frame = pandas.DataFrame({"note": ["signed by both\r\nsleeve split", "an _x0041_ of its own"]})
for writer in (None, "openpyxl"):
    frame.to_excel("records.xlsx", index=False, engine=writer)
    print("written by", writer or "pandas' choice")
    for reader in (None, "calamine"):
        print(f"  read by {reader or 'its choice'}:", pandas.read_excel("records.xlsx", engine=reader)["note"].tolist())
    with open("records.xlsx", "rb") as file:
        print("  read by tablib:", Dataset().load(file, format="xlsx")["note"])
PY
cat seen
diff - seen <<'SEEN'
written by pandas' choice
  read by its choice: ['signed by both_x000D_\nsleeve split', 'an _x0041_ of its own']
  read by calamine: ['signed by both\r\nsleeve split', 'an _x0041_ of its own']
  read by tablib: ['signed by both_x000D_\nsleeve split', 'an _x0041_ of its own']
written by openpyxl
  read by its choice: ['signed by both\nsleeve split', 'an _x0041_ of its own']
  read by calamine: ['signed by both\nsleeve split', 'an A of its own']
  read by tablib: ['signed by both\nsleeve split', 'an _x0041_ of its own']
SEEN
echo "Still so."
