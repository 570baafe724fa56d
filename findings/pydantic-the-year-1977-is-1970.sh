#!/bin/bash
# pydantic: the year 1977 is half an hour after midnight on 1 January 1970.
#
# Software: pydantic 2.14.4.
# Guess:    a datetime field takes ISO dates; "1977" alone is refused, as "1977-05" is, or means that year.
# Really:   a number, or a text of digits alone, is taken for seconds since 1970 (milliseconds when it is large), so each
#           release year becomes a valid time in the same hour. A date field refuses 1977 and takes what falls on
#           midnight: "0", Discogs's year for "unknown", is 1 January 1970. `strict=True` refuses both as Python values,
#           and still takes "1977" out of JSON.
# Matters:  a model for "released" works with the full dates of the tests and turns the records of which only the year is
#           known into ones of 1970, without an error. Check the shape in a validator with `mode="before"`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check pydantic==2.14.4
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import datetime

from pydantic import TypeAdapter, ValidationError


def read(kind, told, **options):
    try:
        return str(TypeAdapter(kind).validate_python(told, **options))
    except ValidationError:
        return "refused"


for told in ("1977-01-14", "1977-01", "1977", 1977, "0"):
    print(f"{told!r}: datetime {read(datetime.datetime, told)}, date {read(datetime.date, told)},",
          f"strict {read(datetime.datetime, told, strict=True)}")
print("as JSON, strict:", TypeAdapter(datetime.datetime).validate_json('"1977"', strict=True))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
'1977-01-14': datetime 1977-01-14 00:00:00, date 1977-01-14, strict refused
'1977-01': datetime refused, date refused, strict refused
'1977': datetime 1970-01-01 00:32:57+00:00, date refused, strict refused
1977: datetime 1970-01-01 00:32:57+00:00, date refused, strict refused
'0': datetime 1970-01-01 00:00:00+00:00, date 1970-01-01, strict refused
as JSON, strict: 1970-01-01 00:32:57+00:00
SEEN
