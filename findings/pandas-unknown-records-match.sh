#!/bin/bash
# pandas: records whose id is unknown are matched with one another.
#
# Software: pandas 3.1.1, beside Python's sqlite3.
# Guess:    merge() is a join: a missing key matches nothing, as NULL does in SQL.
# Really:   a missing key is a key like any other, and None, NaN, pd.NA and NaT are all the same one. 300 records without an
#           id on one side and 300 on the other make 90,000 rows, each an album with a stranger's facts. No
#           warning; `validate="one_to_one"` raises, but for this reason only as a side effect.
# Matters:  "my records, joined with the service's by release id" looks right in the first rows and is wrong for just the
#           records that need attention; with an outer join the memory goes. Drop the rows without a key first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pandas==3.1.1
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import sqlite3

import pandas

unknown = 300
mine = pandas.DataFrame({"release": [249504, 1] + [None] * unknown, "title": ["Low", "Station"] + ["?"] * unknown})
theirs = pandas.DataFrame({"release": [249504, 2] + [None] * unknown, "label": ["RCA", "EMI"] + ["?"] * unknown})
for how in ("inner", "left"):
    print(f"pandas, {how}:", len(mine.merge(theirs, on="release", how=how)))
texts = theirs.astype({"release": "Int64"})
print("pandas, NaN with pd.NA:", len(mine.merge(texts, on="release")))
database = sqlite3.connect(":memory:")
mine.to_sql("mine", database)
theirs.to_sql("theirs", database)
for how in ("INNER", "LEFT"):
    count = database.execute(f"SELECT count(*) FROM mine {how} JOIN theirs USING (release)").fetchone()[0]
    print(f"SQL, {how}:", count)
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
pandas, inner: 90001
pandas, left: 90002
pandas, NaN with pd.NA: 90001
SQL, INNER: 1
SQL, LEFT: 302
SEEN
