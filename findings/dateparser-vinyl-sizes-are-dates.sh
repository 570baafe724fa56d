#!/bin/bash
# dateparser: 2LP, 180g and 7" are dates, and "A" is a day in January.
#
# Software: dateparser 1.5.0.
# Guess:    what is no date gives None, so that trying it on the cells finds the column of dates in a stranger's file.
# Really:   every language it knows is tried, and a number with a letter is enough for one of them. Formats of records
#           (2LP, 180g, 7") and sides (A) come back as dates of this year; a year alone gets today's day and month.
#           Naming the languages takes out two of them; asking for year and month as well still leaves 180g.
# Matters:  the column of formats is taken for the date of purchase, and each value looks like a plausible recent day. Look
#           at the shape of a cell before asking what date it is.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check dateparser==1.5.0
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import warnings

import dateparser

warnings.simplefilter("ignore")
CELLS = ["2LP", "180g", '7"', "A", "10", "1977", "12 inch", "May 1977"]


def taken(**options):
    return [cell for cell in CELLS if dateparser.parse(cell, **options)]


print("taken for dates:", *taken(), sep=" | ")
print("in English and French only:", *taken(languages=["en", "fr"]), sep=" | ")
print("year and month required:", *taken(settings={"REQUIRE_PARTS": ["year", "month"]}), sep=" | ")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
taken for dates: | 2LP | 180g | 7" | A | 10 | 1977 | May 1977
in English and French only: | 7" | A | 10 | 1977 | May 1977
year and month required: | 180g | May 1977
SEEN
