#!/bin/bash
# django-q2: a daily job at 02:30 runs at 01:30 for ever after the clocks went forward once; a monthly job on the first
# at 00:30 becomes one on the 29th.
#
# Software: django-q2 1.11.1 with Django 5.2.19, TIME_ZONE Europe/Paris, USE_TZ.
# Guess:    a DAILY schedule keeps its time on the wall, and comes back to it where that time does not exist on one
#           night; a MONTHLY one keeps its day, or its last day of the month.
# Really:   each next time is worked out from the last one, in UTC. DAILY and WEEKLY at 02:30 come to the night of the
#           missing hour, are put an hour early, and stay at 01:30 for good. MONTHLY on the 31st is the 28th from March
#           on. MONTHLY on the first at 00:30 counts its months from UTC's day before: 31 December, 31 January, 1 March,
#           29 March, and the 29th from then on.
# Matters:  a backup or a report moves before another job it should follow, months after anybody looked. CRON schedules
#           (croniter) are worked out from the wall and do not drift.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django-q2==1.11.1 django==5.2.19 croniter==7.0.0 tzdata==2026.6
timeout 60 "$work/venv/bin/python" >"$work/seen" 2>/dev/null <<'PY'
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="invented", USE_TZ=True, TIME_ZONE="Europe/Paris", Q_CLUSTER={"orm": "default"},
    INSTALLED_APPS=["django.contrib.contenttypes", "django_q"],
)
django.setup()
from django_q.models import Schedule

PARIS = ZoneInfo("Europe/Paris")


def starts(kind, *first, count):
    """The first starts as a clock in Paris shows them; `next_run` is in UTC, as it comes from the database."""
    schedule = Schedule(func="a.b", schedule_type=kind)
    moment = datetime(*first, tzinfo=PARIS).astimezone(timezone.utc)
    shown = []
    for _ in range(count):
        shown.append(moment.astimezone(PARIS).strftime("%d %b %H:%M"))
        moment = schedule.calculate_next_run(moment)
    return ", ".join(shown)


print("daily:", starts(Schedule.DAILY, 2026, 3, 27, 2, 30, count=5))
print("weekly:", starts(Schedule.WEEKLY, 2026, 3, 22, 2, 30, count=4))
print("monthly, the 31st:", starts(Schedule.MONTHLY, 2026, 1, 31, 12, 0, count=5))
print("monthly, the 1st:", starts(Schedule.MONTHLY, 2026, 12, 1, 0, 30, count=7))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
daily: 27 Mar 02:30, 28 Mar 02:30, 29 Mar 01:30, 30 Mar 01:30, 31 Mar 01:30
weekly: 22 Mar 02:30, 29 Mar 01:30, 05 Apr 01:30, 12 Apr 01:30
monthly, the 31st: 31 Jan 12:00, 28 Feb 12:00, 28 Mar 12:00, 28 Apr 12:00, 28 May 12:00
monthly, the 1st: 01 Dec 00:30, 31 Dec 00:30, 31 Jan 00:30, 01 Mar 00:30, 29 Mar 00:30, 29 Apr 00:30, 29 May 00:30
SEEN
