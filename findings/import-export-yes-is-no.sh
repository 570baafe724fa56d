#!/bin/bash
# django-import-export: "yes" is no; and with one bad year among the rows it counts "2 new" and keeps none.
#
# Software: django-import-export 4.4.3 with Django 5.2.19, SQLite.
# Guess:    a cell of a yes-or-no column is one of the words for yes, or of those for no (the widget lists both), or the row
#           is refused. Rows that are counted as new are there.
# Really:   what is not 1, true, True or TRUE is no: yes, Yes, y, x, on, ja, oui, and 1.0, which spreadsheets make of a 1.
#           The list of words for no is not asked. A row with an error takes all of them back, and `totals` goes on saying
#           how many are new; only has_errors() tells.
# Matters:  a list with a column "signed" or "for sale" is imported without one complaint, and every record is unsigned.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django-import-export==4.4.3 django==5.2.19
mkdir shelf
touch shelf/__init__.py
cat >shelf/models.py <<'PY'
from django.db import models


class Album(models.Model):
    title = models.CharField(max_length=50)
    year = models.IntegerField(null=True, blank=True)
    signed = models.BooleanField(default=False)
PY
timeout 120 venv/bin/python - >seen <<'PY'
import django
import tablib
from django.conf import settings
from django.db import connection

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["import_export", "shelf"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
)
django.setup()
from import_export import resources
from shelf.models import Album

with connection.schema_editor() as editor:
    editor.create_model(Album)


class Albums(resources.ModelResource):
    class Meta:
        model = Album
        import_id_fields = ("title",)


def imported(*rows):
    return Albums().import_data(tablib.Dataset(*rows, headers=["title", "year", "signed"]))


words = ("1", "true", "TRUE", "yes", "Yes", "y", "x", "on", "ja", "oui", "1.0", "no", "perhaps")
result = imported(*((word, "1977", word) for word in words))
print("errors:", result.has_errors() or result.has_validation_errors())
print("signed:", *Album.objects.filter(signed=True).values_list("title", flat=True).order_by("pk"))
print("not signed:", *Album.objects.filter(signed=False).values_list("title", flat=True).order_by("pk"))
result = imported(("Low", "1977", "1"), ("Lodger", "about 1979", "1"), ("Heroes", "1977", "1"))
print(f"new: {result.totals['new']}, errors: {result.totals['error']}, there:", Album.objects.filter(title="Low").count())
PY
cat seen
diff - seen <<'SEEN'
errors: False
signed: 1 true TRUE
not signed: yes Yes y x on ja oui 1.0 no perhaps
new: 2, errors: 1, there: 0
SEEN
echo "Still so."
