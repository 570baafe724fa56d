#!/bin/bash
# csvkit: sorting a list of records empties an artist called None and a title that is a dot, also when it is told to guess no
# types.
#
# Software: csvkit 2.2.0, agate 1.14.2.
# Guess:    csvsort moves lines; that it guesses types is known, so a column that is all numbers may lose its noughts, but a
#           column of names beside "U2" and "Björk" is text and comes out as it went in.
# Really:   words that may mean "no value" ("None", "N/A", "na", "null", ".") are emptied in columns of text as well, by
#           csvsort, csvjson and csvsql alike (csvcut and csvgrep leave them). `--no-inference` keeps the numbers and the
#           lengths, and still empties the names: what keeps them is `--blanks`, whose help speaks of keeping blanks as "".
# Matters:  titles such as "." and artists such as None are on real shelves; a list that was only put in order comes back
#           without them, and an importer then refuses those lines or, worse, joins them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check csvkit==2.2.0 agate==1.14.2
cat >records.csv <<'CSV'
Artist,Title,Length
U2,War,4:58
None,N/A,3:10
Björk,.,12:00
CSV
{
    echo "csvsort:"; venv/bin/csvsort -c Length records.csv
    echo "csvsort --no-inference:"; venv/bin/csvsort --no-inference -c Length records.csv
    echo "csvsort --no-inference --blanks:"; venv/bin/csvsort --no-inference --blanks -c Length records.csv
    echo "csvjson:"; venv/bin/csvjson records.csv; echo
    echo "csvcut:"; venv/bin/csvcut -c Artist,Title records.csv
} >seen
cat seen
diff - seen <<'SEEN'
csvsort:
Artist,Title,Length
,,0:03:10
U2,War,0:04:58
Björk,,0:12:00
csvsort --no-inference:
Artist,Title,Length
Björk,,12:00
,,3:10
U2,War,4:58
csvsort --no-inference --blanks:
Artist,Title,Length
Björk,.,12:00
None,N/A,3:10
U2,War,4:58
csvjson:
[{"Artist": "U2", "Title": "War", "Length": "0:04:58"}, {"Artist": null, "Title": null, "Length": "0:03:10"}, {"Artist": "Björk", "Title": null, "Length": "0:12:00"}]
csvcut:
Artist,Title
U2,War
None,N/A
Björk,.
SEEN
echo "Still so."
