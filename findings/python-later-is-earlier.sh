#!/bin/bash
# Python's datetime with zoneinfo: on the night the clocks go back a later moment is "earlier", though both know their zone.
#
# Software: Python's datetime and zoneinfo (tried on 3.11.7), tzdata 2026.6; Django 5.2.19 for localtime().
# Guess:    aware datetimes are compared, sorted and subtracted by the moment they mean; that is what makes them aware.
# Really:   two that share one tzinfo object are compared and subtracted by the face of the clock; offset and fold are
#           passed over. 02:10 after the change is "before" 02:50 before it, and 20 minutes of work took "-40". In UTC, or
#           with two different tzinfo objects for the same zone, the answers are right, so a value from the database (UTC)
#           tests well. Django's localtime() gives the shared kind.
# Matters:  "is the next time after now?" is answered no for an hour, durations come out negative, leases look expired.
#           A loop that goes on until the answer is yes goes on for that hour. Compare in UTC; show in local time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django==5.2.19 tzdata==2026.6
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import django
from django.conf import settings
from django.utils.timezone import localtime

settings.configure(USE_TZ=True, TIME_ZONE="Europe/Paris")
django.setup()
started = datetime(2026, 10, 25, 0, 50, tzinfo=timezone.utc)
ended = datetime(2026, 10, 25, 1, 10, tzinfo=timezone.utc)


def told(name, first, second):
    print(f"{name}: {first:%H:%M%z} then {second:%H:%M%z}, later: {second > first},", end=" ")
    print(f"lasted {(second - first).total_seconds() / 60:.0f} min, {'in order' if sorted([second, first])[0] is first else 'turned'}")


told("UTC", started, ended)
told("localtime", localtime(started), localtime(ended))
told("mixed", localtime(started), ended)
told("two objects", started.astimezone(ZoneInfo.no_cache("Europe/Paris")), ended.astimezone(ZoneInfo("Europe/Paris")))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
UTC: 00:50+0000 then 01:10+0000, later: True, lasted 20 min, in order
localtime: 02:50+0200 then 02:10+0100, later: False, lasted -40 min, turned
mixed: 02:50+0200 then 01:10+0000, later: True, lasted 20 min, in order
two objects: 02:50+0200 then 02:10+0100, later: True, lasted 20 min, in order
SEEN
