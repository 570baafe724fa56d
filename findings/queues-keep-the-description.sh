#!/bin/bash
# RQ, huey, django-q2: a task's own argument called description, priority or group never reaches it.
#
# Software: RQ 3.0.0, huey 3.5.4 (both in memory), django-q2 1.11.1 with Django 5.2.19.
# Guess:    `enqueue(describe, title, description=text)` calls describe(title, description=text); a name that the queue
#           uses itself is an error, or set apart by another way of giving it.
# Really:   RQ keeps description, timeout, meta, ttl and others for itself, huey priority, retries, expires, delay and
#           others, django-q2 group, hook, timeout and others. They are taken out of the call without a word: an
#           argument without a default ends the task in the worker, one with a default lets it do the work without it. A
#           task of huey called directly by `call_local` gets them, and so does a test of the function.
# Matters:  "description" is what is written about an album and "group" who plays on it. Texts are lost between the page
#           and the worker while the queue says "finished". RQ takes `args=[…], kwargs={…}`; else give the argument by
#           position.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    rq==3.0.0 fakeredis==2.41.0 huey==3.5.4 django-q2==1.11.1 django==5.2.19
cat >shelf.py <<'PY'
def keep(title, description=None, group=None, priority=None, note=None):
    given = {"description": description, "group": group, "priority": priority, "note": note}
    return f"{title} with {[name for name, value in given.items() if value] or 'nothing'}"
PY
timeout 60 venv/bin/python - >seen 2>/dev/null <<'PY'
import django
from django.conf import settings

settings.configure(
    SECRET_KEY="invented", INSTALLED_APPS=["django_q"], USE_TZ=True,
    Q_CLUSTER={"orm": "default", "sync": True, "timeout": 30, "retry": 60},
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shelf.sqlite3"}},
)
django.setup()
from django.core.management import call_command
from django_q.tasks import async_task, result
from fakeredis import FakeStrictRedis
from huey import MemoryHuey
from rq import Queue
from shelf import keep

call_command("migrate", verbosity=0)
queue = Queue(is_async=False, connection=FakeStrictRedis())
task = MemoryHuey(immediate=True).task()(keep)
for name, value in (("note", "signed"), ("description", "A cold record."), ("group", "Can"), ("priority", 5)):
    print(f"Trust, {name}={value!r}")
    print("  RQ:", queue.enqueue(keep, "Trust", **{name: value}).return_value())
    print("  huey:", task("Trust", **{name: value})())
    print("  django-q2:", result(async_task("shelf.keep", "Trust", **{name: value})))
print("RQ, kwargs={…}:", queue.enqueue(keep, args=["Trust"], kwargs={"description": "A cold record."}).return_value())
PY
cat seen
diff - seen <<'SEEN'
Trust, note='signed'
  RQ: Trust with ['note']
  huey: Trust with ['note']
  django-q2: Trust with ['note']
Trust, description='A cold record.'
  RQ: Trust with nothing
  huey: Trust with ['description']
  django-q2: Trust with ['description']
Trust, group='Can'
  RQ: Trust with ['group']
  huey: Trust with ['group']
  django-q2: Trust with nothing
Trust, priority=5
  RQ: Trust with ['priority']
  huey: Trust with nothing
  django-q2: Trust with ['priority']
RQ, kwargs={…}: Trust with ['description']
SEEN
echo "Still so."
