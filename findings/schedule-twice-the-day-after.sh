#!/bin/bash
# schedule: on the day after the clocks went forward a daily job of 02:30 runs twice, at 01:30 and at 02:30.
#
# Software: schedule 1.2.2 with pytz 2026.6, time-machine 3.6.0 to move the clock.
# Guess:    `every().day.at("02:30", "Europe/Zurich")` runs once a day; on the night without a 02:30 it is left out or
#           runs at about 03:30, and then goes on at 02:30.
# Really:   on that night it runs at 03:30 and takes the hour that was missing off the next day's time: at 01:30 of the
#           night after, for which 02:30 is still to come, so that it runs then as well. A job outside the missing hour,
#           and the night in autumn, are right. The time zone of the machine does not matter.
# Matters:  nobody looks at the second night. A run that costs money, or counts plays, is made twice in 23 hours and the
#           logs of the night of the change, which one checks, look well.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check schedule==1.2.2 pytz==2026.6 time-machine==3.6.0
timeout 60 venv/bin/python - >seen <<'PY'
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import schedule
import time_machine

ZURICH = ZoneInfo("Europe/Zurich")


def runs(at, month, day):
    """When the job runs in the four days from noon of that day, looked for every ten minutes."""
    times, scheduler = [], schedule.Scheduler()
    noon = datetime(2026, month, day, 12, tzinfo=ZURICH).astimezone(timezone.utc)
    with time_machine.travel(noon, tick=False) as clock:
        job = scheduler.every().day.at(at, "Europe/Zurich")
        job.do(lambda: times.append(datetime.now(ZURICH)))
        for minutes in range(0, 4 * 24 * 60, 10):
            clock.move_to(noon + timedelta(minutes=minutes))
            scheduler.run_pending()
    return ", ".join(f"{time:%d %b %H:%M}" for time in times)


for at in ("01:30", "02:30", "03:30"):
    print(f"{at}, clocks forward on 29 March: {runs(at, 3, 27)}")
    print(f"{at}, clocks back on 25 October: {runs(at, 10, 23)}")
PY
cat seen
diff - seen <<'SEEN'
01:30, clocks forward on 29 March: 28 Mar 01:30, 29 Mar 01:30, 30 Mar 01:30, 31 Mar 01:30
01:30, clocks back on 25 October: 24 Oct 01:30, 25 Oct 01:30, 26 Oct 01:30, 27 Oct 01:30
02:30, clocks forward on 29 March: 28 Mar 02:30, 29 Mar 03:30, 30 Mar 01:30, 30 Mar 02:30, 31 Mar 02:30
02:30, clocks back on 25 October: 24 Oct 02:30, 25 Oct 02:30, 26 Oct 02:30, 27 Oct 02:30
03:30, clocks forward on 29 March: 28 Mar 03:30, 29 Mar 03:30, 30 Mar 03:30, 31 Mar 03:30
03:30, clocks back on 25 October: 24 Oct 03:30, 25 Oct 03:30, 26 Oct 03:30, 27 Oct 03:30
SEEN
echo "Still so."
