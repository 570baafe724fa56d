#!/bin/bash
# Django on SQLite: `.iterator()` meets rows again that the loop itself has changed.
#
# Software: Django 5.2.19 with Python's sqlite3.
# Guess:    a query's rows are fixed when it starts, as on PostgreSQL, and reading them in chunks changes only the memory
#           needed. Each row comes once.
# Really:   SQLite goes on reading its index while the same connection writes. Ordered by a column that the loop moves
#           forward, every changed row comes a second time at its new place. A plain `for` over the query reads all
#           rows first and is safe.
# Matters:  a migration or a re-numbering command that was given `.iterator()` to spare memory works rows twice (a price
#           raised twice, a call paid twice), only on SQLite, only with an index, so not in the test with ten rows and a
#           sort. Take the keys first, or page by primary key.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check django==5.2.19
timeout 60 "$work/venv/bin/python" >"$work/seen" <<'PY'
import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import connection, models


class Album(models.Model):
    shelf = models.IntegerField(db_index=True)

    class Meta:
        app_label = "example"


with connection.schema_editor() as editor:
    editor.create_model(Album)


def moved(read):
    """Albums met while each one still on shelves 1 to 99 is put 100 shelves further."""
    Album.objects.all().delete()
    Album.objects.bulk_create(Album(shelf=1 + number % 99) for number in range(1000))
    met = []
    for album in read(Album.objects.filter(shelf__gt=0).order_by("shelf")):
        met.append(album.pk)
        if album.shelf < 100:
            Album.objects.filter(pk=album.pk).update(shelf=album.shelf + 100)
    return f"{len(met)} met, {len(set(met))} different"


print("plain loop:", moved(lambda albums: albums))
print("iterator:", moved(lambda albums: albums.iterator(chunk_size=100)))
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
plain loop: 1000 met, 1000 different
iterator: 2000 met, 1000 different
SEEN
