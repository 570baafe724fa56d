#!/bin/bash
# rich: what stands in square brackets in a title is not printed, if it begins with a small letter.
#
# Software: rich 15.0.0.
# Guess:    `print("Sigur Rós – [untitled]")` prints it: only names of styles are markup, and there is no such style.
# Really:   each bracket that begins with a small letter, # or @ is taken for markup, known or not, and what is not known
#           is dropped without a word: `[untitled]` and `[mono]` are gone, "M[o]by" is Mby, `[Live]` and `[2017 remaster]`
#           stay. Words between colons may become pictures. A cell of a table does the same. `escape`, `markup=False` and
#           a `Text` print what was given.
# Matters:  a list of records names two of them alike, and a report of what was not found lacks the part that tells
#           which edition it was.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check rich==15.0.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
from rich.console import Console
from rich.markup import escape
from rich.table import Table

console = Console(width=60)
for title in ("Sigur Rós – [untitled]", "Blonde on Blonde [mono]", "Low [2017 remaster]", "Unplugged [Live]", "M[o]by"):
    console.print(title, "|", escape(title))
table = Table(box=None, show_header=False)
table.add_row("In a cell: Sigur Rós – [untitled].")
console.print(table)
console.print("Without markup: Sigur Rós – [untitled]", markup=False)
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
Sigur Rós –  | Sigur Rós – [untitled]
Blonde on Blonde  | Blonde on Blonde [mono]
Low [2017 remaster] | Low [2017 remaster]
Unplugged [Live] | Unplugged [Live]
Mby | M[o]by
 In a cell: Sigur Rós – . 
Without markup: Sigur Rós – [untitled]
SEEN
