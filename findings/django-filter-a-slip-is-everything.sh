#!/bin/bash
# django-filter: a year that cannot be read selects the whole collection, and `owned=no` as well.
#
# Software: django-filter 26.2 with Django 5.2.19.
# Guess:    `.qs` of a filter set whose values do not make sense is empty, or asking for it raises; and a Boolean filter
#           reads what a form's checkbox or a person writes: 1, on, yes.
# Really:   a value with an error is left out and the rest applied: with "197O" for 1970 every record is selected. The
#           errors are in `.errors`, for whoever asks. A Boolean, also `isnull`, knows "true" and "false" only; 0, 1,
#           yes, no, on and FALSE are not errors, they select everything too. FilterView has a switch for the first
#           (`strict`), on by default, which lets one expect the same of the set.
# Matters:  the selection of a bulk action or an export is made with `.qs`: "delete what is not owned" (`owned=0`)
#           deletes the collection. Ask `is_valid()` first, and say which words a Boolean takes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django-filter==26.2 django==5.2.19
timeout 60 venv/bin/python - >seen <<'PY'
import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django_filters"], USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import connection, models
from django_filters import FilterSet


class Record(models.Model):
    year = models.IntegerField(null=True)
    owned = models.BooleanField()

    class Meta:
        app_label = "shelf"


class Records(FilterSet):
    class Meta:
        model = Record
        fields = {"year": ["exact", "in", "range", "isnull"], "owned": ["exact"]}


with connection.schema_editor() as editor:
    editor.create_model(Record)
for year in (1970, 1977, 1994):
    Record.objects.create(year=year, owned=year != 1970)
for asked in (
    "year=1970", "year=197O", "year__in=1970,197?", "year__range=1970-1977",
    "owned=false", "owned=0", "owned=no", "owned=FALSE", "owned=on", "year__isnull=1", "year__isnull=true",
):
    selected = Records(dict([asked.split("=")]), queryset=Record.objects.all())
    print(f"{asked}: {selected.qs.count()} of 3,", "valid" if selected.is_valid() else "not valid")
PY
cat seen
diff - seen <<'SEEN'
year=1970: 1 of 3, valid
year=197O: 3 of 3, not valid
year__in=1970,197?: 3 of 3, not valid
year__range=1970-1977: 3 of 3, not valid
owned=false: 1 of 3, valid
owned=0: 3 of 3, valid
owned=no: 3 of 3, valid
owned=FALSE: 3 of 3, valid
owned=on: 3 of 3, valid
year__isnull=1: 3 of 3, valid
year__isnull=true: 0 of 3, valid
SEEN
echo "Still so."
