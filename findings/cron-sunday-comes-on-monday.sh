#!/bin/bash
# cron lines: `0 2 * * 0` comes on Monday, `0 2 * * 7` never, and the first of the month or a Monday is often "and".
#
# Software: APScheduler 3.11.3, pycron 3.3.0 (which taskiq 0.13.0 runs on), celery 5.7.0, huey 3.5.4, crontab 1.0.5,
#           croniter 7.0.0 and cronsim 2.8.
# Guess:    five fields that look like a line of cron mean what they mean to cron: 0 and 7 are Sunday, Sat-Mon are three
#           days, and where day of month and weekday are both given, either will do.
# Really:   `CronTrigger.from_crontab` of APScheduler counts weekdays from Monday (its own notes call it a mistake of
#           old), so that 1-5 is Tuesday to Saturday; celery refuses 7; for pycron 7 is no day at all, and of sat-mon
#           only Saturday is left, without an error. "And" it is for APScheduler, celery, huey and crontab: the first of
#           the month, if it is a Monday.
# Matters:  a backup on Sunday night that is moved from cron to such a scheduler comes a day late, once in half a year
#           or never, and nothing is logged about a job that does not come.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    apscheduler==3.11.3 pycron==3.3.0 celery==5.7.0 huey==3.5.4 crontab==1.0.5 croniter==7.0.0 cronsim==2.8
timeout 120 venv/bin/python - >seen <<'PY'
from datetime import datetime, timedelta, timezone
from itertools import islice

import celery
import huey
import pycron
from apscheduler.triggers.cron import CronTrigger
from celery.schedules import crontab
from croniter import croniter
from cronsim import CronSim, CronSimError
from crontab import CronTab

DAYS = [datetime(2026, 3, 1, 2, tzinfo=timezone.utc) + timedelta(days=day) for day in range(366)]  # from a Sunday on
app = celery.Celery(set_as_current=False)
app.conf.timezone = "UTC"


def by_apscheduler(line):
    trigger = CronTrigger.from_crontab(line, timezone="UTC")
    return (day for day in DAYS if trigger.get_next_fire_time(None, day) == day)


def by_celery(line):
    for day in DAYS:
        now = day - timedelta(minutes=1)
        schedule = crontab.from_string(line)
        schedule.app, schedule.nowfun = app, lambda now=now: now
        if now + schedule.remaining_estimate(now) == day:
            yield day


def by_huey(line):
    due = huey.crontab(**dict(zip(("minute", "hour", "day", "month", "day_of_week"), line.split())))
    return filter(due, DAYS)


def by_crontab(line):
    return (day for day in DAYS if CronTab(line).test(day))


READERS = {
    "croniter": lambda line: (day for day in DAYS if croniter.match(line, day)),
    "cronsim": lambda line: CronSim(line, DAYS[0] - timedelta(minutes=1)),
    "APScheduler": by_apscheduler,
    "celery": by_celery,
    "huey": by_huey,
    "crontab": by_crontab,
    "pycron": lambda line: (day for day in DAYS if pycron.is_now(line, day)),
}
for line in ("0 2 * * 0", "0 2 * * 7", "0 2 * * 1-5", "0 2 * * 6-1", "0 2 1 * 1"):
    print(line)
    for name, read in READERS.items():
        try:
            found = [f"{day:%a %d %b}" for day in islice(read(line), 4)] or ["never"]
        except (ValueError, CronSimError) as error:
            found = [type(error).__name__]
        print(f"  {name}: {', '.join(found)}")
PY
cat seen
diff - seen <<'SEEN'
0 2 * * 0
  croniter: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  cronsim: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  APScheduler: Mon 02 Mar, Mon 09 Mar, Mon 16 Mar, Mon 23 Mar
  celery: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  huey: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  crontab: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  pycron: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
0 2 * * 7
  croniter: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  cronsim: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  APScheduler: ValueError
  celery: ValueError
  huey: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  crontab: Sun 01 Mar, Sun 08 Mar, Sun 15 Mar, Sun 22 Mar
  pycron: never
0 2 * * 1-5
  croniter: Mon 02 Mar, Tue 03 Mar, Wed 04 Mar, Thu 05 Mar
  cronsim: Mon 02 Mar, Tue 03 Mar, Wed 04 Mar, Thu 05 Mar
  APScheduler: Tue 03 Mar, Wed 04 Mar, Thu 05 Mar, Fri 06 Mar
  celery: Mon 02 Mar, Tue 03 Mar, Wed 04 Mar, Thu 05 Mar
  huey: Mon 02 Mar, Tue 03 Mar, Wed 04 Mar, Thu 05 Mar
  crontab: Mon 02 Mar, Tue 03 Mar, Wed 04 Mar, Thu 05 Mar
  pycron: Mon 02 Mar, Tue 03 Mar, Wed 04 Mar, Thu 05 Mar
0 2 * * 6-1
  croniter: Sun 01 Mar, Mon 02 Mar, Sat 07 Mar, Sun 08 Mar
  cronsim: CronSimError
  APScheduler: ValueError
  celery: Sun 01 Mar, Mon 02 Mar, Sat 07 Mar, Sun 08 Mar
  huey: Sun 01 Mar, Mon 02 Mar, Sat 07 Mar, Sun 08 Mar
  crontab: ValueError
  pycron: Sat 07 Mar, Sat 14 Mar, Sat 21 Mar, Sat 28 Mar
0 2 1 * 1
  croniter: Sun 01 Mar, Mon 02 Mar, Mon 09 Mar, Mon 16 Mar
  cronsim: Sun 01 Mar, Mon 02 Mar, Mon 09 Mar, Mon 16 Mar
  APScheduler: Tue 01 Sep, Tue 01 Dec
  celery: Mon 01 Jun, Mon 01 Feb, Mon 01 Mar
  huey: Mon 01 Jun, Mon 01 Feb, Mon 01 Mar
  crontab: Mon 01 Jun, Mon 01 Feb, Mon 01 Mar
  pycron: Sun 01 Mar, Mon 02 Mar, Mon 09 Mar, Mon 16 Mar
SEEN
echo "Still so."
