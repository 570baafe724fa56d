#!/bin/bash
# beets: the letters "ep" and "single" count for nothing wherever they stand: Epica is Ica, and "EP" is "Single".
#
# Software: beets 2.14.1.
# Guess:    the distance of two titles leaves out the word EP or Single at the end, which catalogues add and take away.
# Really:   the pattern has no edge of a word. The letters are taken out of the middle of names too, at no cost, and what
#           is left is compared: Deep Purple is "De Purple", the album "The Singles" is "The S", "EP1" is "1", and two
#           titles that are nothing but those words are equal. What stands in brackets costs a fifth at most, so
#           a disc 1 is a disc 2 to three hundredths.
# Matters:  0.0 is what a strong match is made of, and one that is taken without a question. Whoever uses the function for
#           matching of their own gets the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check beets==2.14.1
export HOME=$work BEETSDIR=$work
timeout 120 venv/bin/python - >seen <<'PY'
from beets.autotag.distance import string_dist

for one, other in (
    ("Epica", "Ica"), ("Deep Purple", "De Purple"), ("The Singles", "The S"), ("EP", "Single"), ("EP1", "1"),
    ("Live (Disc 1)", "Live (Disc 2)"), ("Low", "Love"),
):
    print(f"{one} | {other}: {string_dist(one, other):.2f}")
PY
cat seen
diff - seen <<'SEEN'
Epica | Ica: 0.00
Deep Purple | De Purple: 0.00
The Singles | The S: 0.00
EP | Single: 0.00
EP1 | 1: 0.00
Live (Disc 1) | Live (Disc 2): 0.03
Low | Love: 0.50
SEEN
echo "Still so."
