#!/bin/bash
# django-q2: one schedule whose arguments cannot be read stops every schedule, or makes the others start every 30 s.
#
# Software: django-q2 1.11.1 with Django 5.2.19.
# Guess:    a schedule that cannot be read is logged and passed over; the others start and get their next time.
# Really:   all due schedules are worked through in one transaction with one try around them. Arguments that are no
#           Python literal (`today` for `'today'`, typed in the admin, which takes it) end the round: every next time
#           set in it is rolled back. With the database as broker the tasks are rolled back, too, so nothing starts any
#           more. With a broker elsewhere (Redis) the tasks are already out: a schedule that came before the unreadable
#           one starts in each round, every 30 s, until somebody reads the log.
# Matters:  one typing error in the admin stops the nightly jobs of a whole site, or runs a paid one 2,880 times a day.
# Here the broker elsewhere is a list in memory.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django-q2==1.11.1 django==5.2.19
timeout 60 "$work/venv/bin/python" - "$work/db.sqlite3" >"$work/seen" 2>/dev/null <<'PY'
import sys
from datetime import timedelta

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="invented", USE_TZ=True, Q_CLUSTER={"orm": "default"},
    INSTALLED_APPS=["django.contrib.contenttypes", "django_q"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
)
django.setup()
from django.core.management import call_command
from django.utils import timezone
from django_q.brokers import Broker
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler


class Elsewhere(Broker):
    tasks = []

    def enqueue(self, task):
        self.tasks.append(task)

    @staticmethod
    def get_connection(list_key=None):
        return None


call_command("migrate", verbosity=0)
due = timezone.now() - timedelta(minutes=1)
for name, arguments in [("backup", "4"), ("report", "today"), ("cleaning", "9")]:
    Schedule.objects.create(name=name, func="math.sqrt", args=arguments, schedule_type=Schedule.DAILY, next_run=due)


def still_due():
    return sorted(Schedule.objects.filter(next_run=due).values_list("name", flat=True))


scheduler()
print("the database as broker:", OrmQ.objects.count(), "tasks; still due:", still_due())
for _ in range(3):
    scheduler(broker=Elsewhere())
print("a broker elsewhere, three rounds:", len(Elsewhere.tasks), "tasks; still due:", still_due())
Schedule.objects.filter(name="report").update(args="'today'")
scheduler()
print("quoted:", OrmQ.objects.count(), "tasks; still due:", still_due())
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
the database as broker: 0 tasks; still due: ['backup', 'cleaning', 'report']
a broker elsewhere, three rounds: 3 tasks; still due: ['backup', 'cleaning', 'report']
quoted: 3 tasks; still due: []
SEEN
