#!/bin/bash
# Django on SQLite: a row whose time was set by the database is not found by that time.
#
# Software: Django 5.2.19 with Python's sqlite3.
# Guess:    `db_default=Now()`, or `update(changed=Now())`, then read the row: `filter(changed=row.changed)` finds it.
#           The usual optimistic lock rests on it: update where the row is as it was read.
# Really:   SQLite's clock writes three decimals of a second, Django writes six, and SQLite compares them as text:
#           "…56.319" is less than "…56.319000". Equality fails each time, "at or after" too; on PostgreSQL both hold.
# Matters:  the optimistic lock reports a conflict on every save, a claim "still as I took it" is never true, a sync that
#           goes on from the last time seen reads no row twice but may miss rows at that very time. Set the time in Python.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django==5.2.19
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import django
from django.conf import settings

settings.configure(
    USE_TZ=True, INSTALLED_APPS=[], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import connection, models
from django.db.models.functions import Now
from django.utils import timezone


class Album(models.Model):
    title = models.CharField(max_length=200)
    changed = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "example"


with connection.schema_editor() as editor:
    editor.create_model(Album)


def found(**lookup):
    return Album.objects.filter(**lookup).exists()


row = Album.objects.create(title="Low")
row.refresh_from_db()
print("by the default: equal", found(changed=row.changed), "| at or after", found(changed__gte=row.changed))
Album.objects.update(changed=Now())
row.refresh_from_db()
changed = Album.objects.filter(pk=row.pk, changed=row.changed).update(title="Low (remastered)")
print("by an update: rows changed under the optimistic lock:", changed)
Album.objects.update(changed=timezone.now())
row.refresh_from_db()
print("by Python: equal", found(changed=row.changed), "| at or after", found(changed__gte=row.changed))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
by the default: equal False | at or after False
by an update: rows changed under the optimistic lock: 0
by Python: equal True | at or after True
SEEN
