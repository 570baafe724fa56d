#!/bin/bash
# django-tasks-db: a task that a power cut interrupted is "running" for ever; no worker takes it up, nothing prunes it.
#
# Software: django-tasks-db 0.13.0 with django-tasks 0.12.0 and Django 5.2.19, SQLite.
# Guess:    a queue in the database exists so that nothing is lost with a process: a worker that starts finds what another
#           left, at once or after a time, and does it again or calls it failed.
# Really:   only what is ready is ever looked for. A claimed task has no end and no sign of life of its worker; after
#           a kill, a power cut or a lack of memory it stays as it is, and `prune_db_task_results`, which knows finished
#           ones, leaves it in the table. Ending the worker properly is safe.
# Matters:  a machine at home is switched off. The evening's enrichment shows as running the next morning and on every
#           morning after, while the worker says that there is nothing to do.
set -euo pipefail
work=$(mktemp -d)
worker=
trap '[ -z "$worker" ] || kill -9 "$worker" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django-tasks-db==0.13.0 django-tasks==0.12.0 django==5.2.19
mkdir shelf
touch shelf/__init__.py
cat >shelf/tasks.py <<'PY'
import time

from django_tasks import task


@task()
def enrich(seconds):
    time.sleep(seconds)
PY
cat >manage.py <<'PY'
import sys

import django
from django.conf import settings
from django.core.management import execute_from_command_line

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shelf.sqlite3"}},
    INSTALLED_APPS=["django_tasks", "django_tasks_db", "shelf"],
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
    USE_TZ=True,
)
if sys.argv[1] == "look":
    django.setup()
    from django_tasks_db.models import DBTaskResult

    print(*DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))
elif sys.argv[1] == "enqueue":
    django.setup()
    from shelf.tasks import enrich

    enrich.enqueue(float(sys.argv[2]))
else:
    execute_from_command_line(sys.argv)
PY
manage() { timeout 60 venv/bin/python manage.py "$@"; }
manage migrate -v 0
manage enqueue 600
venv/bin/python manage.py db_worker --no-startup-delay >worker.log 2>&1 &
worker=$!
for _ in $(seq 100); do [ "$(manage look)" != RUNNING ] || break; sleep 0.2; done
{
    echo "while the worker is at it: $(manage look)"
    kill -9 "$worker"
    wait "$worker" 2>/dev/null || true
    worker=
    manage enqueue 0
    manage db_worker --batch --no-startup-delay >worker.log 2>&1
    echo "after the cut, a second one enqueued, a new worker has done all it found: $(manage look)"
    manage prune_db_task_results --min-age-days 0 >prune.log 2>&1
    echo "after all that is old was pruned: $(manage look)"
} >seen
cat seen
diff - seen <<'SEEN'
while the worker is at it: RUNNING
after the cut, a second one enqueued, a new worker has done all it found: RUNNING SUCCESSFUL
after all that is old was pruned: RUNNING
SEEN
echo "Still so."
