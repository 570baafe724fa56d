#!/bin/bash
# Django on SQLite: bulk_create(ignore_conflicts=True) drops rows that are in conflict with nothing.
#
# Software: Django 5.2.19 with Python's sqlite3.
# Guess:    a conflict is a key that is already there. A row without its required title, or one that breaks a
#           CheckConstraint, raises IntegrityError, as it does without the option, and on PostgreSQL with it.
# Really:   on PostgreSQL it is ON CONFLICT DO NOTHING, on SQLite INSERT OR IGNORE, which passes over NOT NULL and CHECK
#           as well. Such rows are left out without a word, and the list that is returned still holds them.
#           `update_conflicts` is ON CONFLICT in both, and raises.
# Matters:  the option makes an import that can be repeated. On SQLite it also makes one that never complains: whatever the
#           parser left empty is missing. Count the rows before and after, or use `update_conflicts` with the key as the
#           field to update.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django==5.2.19
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import django
from django.conf import settings

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
django.setup()
from django.db import IntegrityError, connection, models, transaction


class Album(models.Model):
    release = models.IntegerField(unique=True)
    title = models.CharField(max_length=50)
    year = models.IntegerField(default=1977)

    class Meta:
        app_label = "collection"
        constraints = [models.CheckConstraint(condition=models.Q(year__gt=1870), name="after_edison")]


with connection.schema_editor() as editor:
    editor.create_model(Album)


def bring_in(**options):
    Album.objects.all().delete()
    rows = [Album(release=1, title="Low"), Album(release=2, title=None), Album(release=3, title="Lodger", year=79)]
    try:
        with transaction.atomic():
            given_back = len(Album.objects.bulk_create(rows, **options))
        return f"{given_back} given back, kept: {list(Album.objects.values_list('title', flat=True))}"
    except IntegrityError as error:
        return f"IntegrityError: {error}"


print("as it comes:", bring_in())
print("update_conflicts:", bring_in(update_conflicts=True, unique_fields=["release"], update_fields=["release"]))
print("ignore_conflicts:", bring_in(ignore_conflicts=True))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
as it comes: IntegrityError: NOT NULL constraint failed: collection_album.title
update_conflicts: IntegrityError: NOT NULL constraint failed: collection_album.title
ignore_conflicts: 3 given back, kept: ['Low']
SEEN
