#!/bin/bash
# arrow, pendulum, humanize: a wait of 1 hour and 59 minutes is "an hour", one of nearly two days "a day"; Babel rounds up.
#
# Software: arrow 1.4.0, pendulum 3.3.0, humanize 4.17.0, Babel 2.19.0.
# Guess:    a length of time in words is the nearest one; four libraries that say it in one unit say the same.
# Really:   arrow and pendulum cut off what is no whole hour, humanize rounds hours and cuts days, and Babel says "1 hour"
#           from 51 minutes and "1 day" from 20.4 hours on (its threshold of 0.85). For one and the same wait they say an
#           hour and two, a day and two.
# Matters:  "ready in an hour" is what somebody waits for in the evening. It is twice that, and the words come from the
#           library that was chosen because it says times the way people do.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check arrow==1.4.0 pendulum==3.3.0 humanize==4.17.0 Babel==2.19.0
timeout 120 venv/bin/python - >seen <<'PY'
from datetime import datetime, timedelta, timezone

import arrow
import humanize
import pendulum
from babel.dates import format_timedelta

START = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

for hours, minutes in ((0, 52), (1, 59), (23, 59), (47, 0)):
    wait = timedelta(hours=hours, minutes=minutes)
    said = (
        arrow.get(START + wait).humanize(arrow.get(START)),
        pendulum.instance(START + wait).diff_for_humans(pendulum.instance(START), absolute=True),
        humanize.naturaldelta(wait),
        format_timedelta(wait, locale="en"),
    )
    print(f"{hours}:{minutes:02}:", " | ".join(said))
PY
cat seen
diff - seen <<'SEEN'
0:52: in 52 minutes | 52 minutes | 52 minutes | 1 hour
1:59: in an hour | 1 hour | 2 hours | 2 hours
23:59: in 23 hours | 23 hours | a day | 1 day
47:00: in a day | 2 days | a day | 2 days
SEEN
echo "Still so."
