#!/bin/bash
# recordlinkage: cleaned for comparing, Björk is "bjrk", and all whose names are Russian or Japanese are the same.
#
# Software: recordlinkage 0.16 with pandas 2.3.3.
# Guess:    `clean()`, made for names that are to be linked, folds accents (ö to o) and leaves the letters of other
#           scripts; names that are empty afterwards are unknown, and an unknown name is in no block.
# Really:   whatever is no letter from A to Z, digit, hyphen or underscore is removed, letters included. `strip_accents`
#           saves the accents and not the other scripts, for which an empty text is left, and so it is for "!!!". Empty
#           is equal to empty: blocked by it, all of them are candidates for one another and match exactly. Brackets go
#           with all that is in them: "(Untitled)" is empty as well.
# Matters:  it is how the two lists of a collector's records are brought together; those of Аквариум and of 東京事変 are
#           proposed as doubles, and nothing is said. Give `replace_by_none` a pattern that knows letters (r"[^\w -]+").
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check recordlinkage==0.16 pandas==2.3.3
timeout 120 venv/bin/python - >seen 2>/dev/null <<'PY'
import pandas
import recordlinkage
from recordlinkage.preprocessing import clean

names = pandas.Series(["Björk", "Motörhead", "Sigur Rós", "Аквариум", "東京事変", "!!!", "(Untitled)"])
print("clean:", clean(names).tolist())
print("with strip_accents:", clean(names, strip_accents="unicode").tolist())
mine = pandas.DataFrame({"artist": ["Аквариум", "Björk"]})
yours = pandas.DataFrame({"artist": ["東京事変", "!!!", "Björk"]})
for frame in (mine, yours):
    frame["name"] = clean(frame["artist"], strip_accents="unicode")
index = recordlinkage.Index()
index.block("name")
pairs = index.index(mine, yours)
compare = recordlinkage.Compare()
compare.exact("name", "name", label="same")
for (left, right), same in compare.compute(pairs, mine, yours)["same"].items():
    print(f"{mine.artist[left]} and {yours.artist[right]}: {same}")
PY
cat seen
diff - seen <<'SEEN'
clean: ['bjrk', 'motrhead', 'sigur rs', '', '', '', '']
with strip_accents: ['bjork', 'motorhead', 'sigur ros', '', '', '', '']
Аквариум and 東京事変: 1
Аквариум and !!!: 1
Björk and Björk: 1
SEEN
echo "Still so."
