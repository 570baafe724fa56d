#!/bin/bash
# rapidfuzz, jellyfish, beets: for names made of signs, equal is 0 with one scorer and different is 100 with the next.
#
# Software: rapidfuzz 3.14.6, jellyfish 1.3.0, beets 2.14.1.
# Guess:    equal names score best and different ones worse, whichever scorer is used with the usual clean-up.
# Really:   the clean-up leaves nothing of "!!!", "+/-" or "†††". Of nothing and nothing rapidfuzz's ratio and
#           partial_ratio say 100, its QRatio, WRatio and token_set_ratio 0: extractOne does not find "!!!" in a list
#           that holds it and offers another artist with 0. jellyfish says 0.0 for equal empty names where rapidfuzz's
#           Jaro-Winkler says 1.0. beets' distance of "!!!" and "???" is 0.0: the same artist.
# Matters:  changing the scorer turns "never found" into "always matched" for the same artists, and a wrong match there
#           has the best possible score. Compare such names as they are, before any clean-up.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check rapidfuzz==3.14.6 jellyfish==1.3.0 beets==2.14.1
timeout 90 "$work/venv/bin/python" >"$work/seen" <<'PY'
import jellyfish
from beets.autotag.distance import string_dist
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.utils import default_process as clean

for name in ("ratio", "partial_ratio", "QRatio", "WRatio", "token_set_ratio"):
    score = getattr(fuzz, name)
    print(f"{name}: equal {score('!!!', '!!!', processor=clean):.0f}, different {score('!!!', '???', processor=clean):.0f}")
print("extractOne for '!!!':", process.extractOne("!!!", ["Air", "!!!", "Low"], processor=clean))
print("nothing and nothing: jellyfish", jellyfish.jaro_winkler_similarity("", ""), "rapidfuzz", JaroWinkler.similarity("", ""))
print("beets' distance: equal", string_dist("!!!", "!!!"), "different", string_dist("!!!", "???"), string_dist("†††", "∆"))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
ratio: equal 100, different 100
partial_ratio: equal 100, different 100
QRatio: equal 0, different 0
WRatio: equal 0, different 0
token_set_ratio: equal 0, different 0
extractOne for '!!!': ('Air', 0.0, 0)
nothing and nothing: jellyfish 0.0 rapidfuzz 1.0
beets' distance: equal 0.0 different 0.0 0.0
SEEN
