#!/bin/bash
# csv.Sniffer: a sample without an inch mark makes every later 7" record come out wrong.
#
# Software: Python's csv module (tried on 3.11.7), beside clevercsv 0.8.5.
# Guess:    sniffing a sample finds the separator; a doubled quote inside quotes stays what it is in every CSV file.
# Really:   when the sample's quoted fields hold no doubled quote, the dialect says `doublequote=False`, and the reader
#           takes `"(7"" single)"` for `(7" single)"`: a quote too many in the text. With a separator after the inch mark
#           the field is even split, and all columns to its right move by one. The same file read without sniffing is right.
# Matters:  files of collectors are full of 7", 10" and 12", rarely in the first rows; the import looks right on the first
#           page and shifts prices and notes of some rows. Use the sniffer for the separator alone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check clevercsv==0.8.5
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import csv

import clevercsv

sample = 'Artist,Title,Notes\n"Bowie, David",Low,"good"\n"Eno, Brian",Discreet Music,"as new"\n'
rows = ['"Bowie, David","Sorrow (7"" single)",worn', '"Bowie, David","Box of 7"", 10"" and 12""",new']
dialects = {
    "sniffed": csv.Sniffer().sniff(sample),
    "clevercsv": clevercsv.Sniffer().sniff(sample).to_csv_dialect(),
    "the default": csv.excel,
}
for name, dialect in dialects.items():
    print(f"{name}: separator {dialect.delimiter!r}, doublequote {dialect.doublequote}")
    for row in csv.reader(rows, dialect):
        print("  ", row[1:])
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
sniffed: separator ',', doublequote False
   ['Sorrow (7" single)"', 'worn']
   ['Box of 7"', ' 10"" and 12"""', 'new']
clevercsv: separator ',', doublequote True
   ['Sorrow (7" single)', 'worn']
   ['Box of 7", 10" and 12"', 'new']
the default: separator ',', doublequote True
   ['Sorrow (7" single)', 'worn']
   ['Box of 7", 10" and 12"', 'new']
SEEN
