#!/bin/bash
# croniter: a nightly job between 02:00 and 03:00 comes twice on the night the clocks go back.
#
# Software: croniter 7.0.0, zone Europe/Paris (tzdata 2026.6).
# Guess:    "30 2 * * *" is once a day: on the night with two 02:30 one of them is taken, as cron and systemd do for
#           jobs at a fixed hour.
# Really:   both are given, an hour apart; "0 2 * * *", a favourite for nightly work, too. On the night without a 02:30
#           it gives 03:00, neither 01:30 nor 03:30. django-q2's CRON schedules take their times from here.
# Matters:  once a year a billed or a mailing job runs twice; in testing nobody meets that night. Note the day on which a
#           job ran, or choose an hour that exists once.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check croniter==7.0.0 tzdata==2026.6
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
from datetime import datetime
from zoneinfo import ZoneInfo

from croniter import croniter

PARIS = ZoneInfo("Europe/Paris")


def times(line, *after, count):
    ticks = croniter(line, datetime(*after, tzinfo=PARIS))
    return ", ".join(ticks.get_next(datetime).strftime("%d %b %H:%M (%z)") for _ in range(count))


print("back, 02:30:", times("30 2 * * *", 2026, 10, 24, 12, count=3))
print("back, 02:00:", times("0 2 * * *", 2026, 10, 24, 12, count=3))
print("back, 03:00:", times("0 3 * * *", 2026, 10, 24, 12, count=2))
print("forward, 02:30:", times("30 2 * * *", 2026, 3, 28, 12, count=2))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
back, 02:30: 25 Oct 02:30 (+0200), 25 Oct 02:30 (+0100), 26 Oct 02:30 (+0100)
back, 02:00: 25 Oct 02:00 (+0200), 25 Oct 02:00 (+0100), 26 Oct 02:00 (+0100)
back, 03:00: 25 Oct 03:00 (+0100), 26 Oct 03:00 (+0100)
forward, 02:30: 29 Mar 03:00 (+0200), 30 Mar 02:30 (+0200)
SEEN
