#!/bin/bash
# string_grouper: "U2" is not similar to "U2"; a name of two letters matches nothing, itself included.
#
# Software: string_grouper 0.8.0 with pandas 2.3.3.
# Guess:    equal texts have the similarity 1, whatever their length.
# Really:   a text is the set of its pieces of three letters, dots, hyphens and blanks taken out before. U2, X and A.D.
#           have no piece, so that they are like nothing: `match_strings` leaves the pair out, and
#           `group_similar_strings` puts two equal ones into two groups. `compute_pairwise_similarities` says 0.
# Matters:  of two lists of artists the short names (U2, X, Q, L7) are reported as missing in the other, and doubles of
#           them stay. Join on equality first, and ask for similarity only of what is left.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check string-grouper==0.8.0 pandas==2.3.3
timeout 120 venv/bin/python - >seen 2>/dev/null <<'PY'
import pandas
from string_grouper import compute_pairwise_similarities, group_similar_strings, match_strings

artists = pandas.Series(["U2", "X", "A.D.", "!!!", "Low", "M.I.A.", "Nico"])
matched = match_strings(artists, artists)
print("matched with the same list:", *matched["left_side"])
print("similarity with itself:", dict(zip(artists, compute_pairwise_similarities(artists, artists).round(1).tolist())))
doubles = pandas.Series(["U2", "U2", "Low", "Low"])
print("groups of U2, U2, Low, Low:", group_similar_strings(doubles)["group_rep_index"].nunique())
PY
cat seen
diff - seen <<'SEEN'
matched with the same list: !!! Low M.I.A. Nico
similarity with itself: {'U2': 0.0, 'X': 0.0, 'A.D.': 0.0, '!!!': 1.0, 'Low': 1.0, 'M.I.A.': 1.0, 'Nico': 1.0}
groups of U2, U2, Low, Low: 3
SEEN
echo "Still so."
