#!/bin/bash
# django-q2: a changed cron line takes effect only after the old line's next time has come.
#
# Software: django-q2 1.11.1 with Django 5.2.19 and croniter 7.0.0.
# Guess:    saving a schedule with another cron line, in the admin or by code, sets its next time by the new line.
# Really:   the next time is worked out when the row is created and after each start, never when it is changed. A yearly
#           line that is changed to "every five minutes" sleeps until January. It is the other way round for bulk_create,
#           which leaves the next time at "now": the schedule starts at once, whatever its line says.
# Matters:  "I moved the night job from Sunday to tonight" does nothing tonight, and the admin shows the new line beside
#           the old time. Set next_run yourself, or delete the schedule and create it anew.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django-q2==1.11.1 django==5.2.19 croniter==7.0.0
timeout 60 "$work/venv/bin/python" - "$work/db.sqlite3" >"$work/seen" 2>/dev/null <<'PY'
import sys
from datetime import timedelta

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="invented", USE_TZ=True, TIME_ZONE="UTC", Q_CLUSTER={"orm": "default"},
    INSTALLED_APPS=["django.contrib.contenttypes", "django_q"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
)
django.setup()
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Schedule

call_command("migrate", verbosity=0)
yearly = f"0 0 1 {(timezone.now().month + 5) % 12 + 1} *"


def within_an_hour(schedule):
    return Schedule.objects.get(pk=schedule.pk).next_run < timezone.now() + timedelta(hours=1)


schedule = Schedule.objects.create(func="math.sqrt", schedule_type=Schedule.CRON, cron=yearly)
schedule.cron = "*/5 * * * *"
schedule.save()
print("changed from yearly to every five minutes, comes within an hour:", within_an_hour(schedule))
new = Schedule.objects.create(func="math.sqrt", schedule_type=Schedule.CRON, cron="*/5 * * * *")
print("created with every five minutes, comes within an hour:", within_an_hour(new))
[row] = Schedule.objects.bulk_create([Schedule(func="math.sqrt", schedule_type=Schedule.CRON, cron=yearly)])
print("yearly by bulk_create, comes within an hour:", within_an_hour(row))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
changed from yearly to every five minutes, comes within an hour: False
created with every five minutes, comes within an hour: True
yearly by bulk_create, comes within an hour: True
SEEN
