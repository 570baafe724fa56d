#!/bin/bash
# django-import-export: an album exported and imported again has lost the artist "Earth, Wind & Fire", without an error.
#
# Software: django-import-export 4.4.3 with Django 5.2.19 and tablib 3.10.0.
# Guess:    what the same resource has exported it reads back as it was; and a name that it cannot find among the
#           artists is an error of that row, as it is for ForeignKeyWidget.
# Really:   ManyToManyWidget joins the names with commas, quotes none, and splits at every comma on the way back.
#           "Earth" and "Wind & Fire" are no artists, and whoever is not found is left out: the row counts as updated,
#           the relation is emptied. A foreign key to a missing artist does fail. In the text of the file nothing looks
#           wrong.
# Matters:  export, mend a year in a spreadsheet, import: "Crosby, Stills & Nash", "Tyler, The Creator" and "Emerson,
#           Lake & Palmer" lose their albums. So does every artist that was misspelled. Give the widget another
#           `separator` and a check of the number of names.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django-import-export==4.4.3 django==5.2.19 tablib==3.10.0
timeout 60 venv/bin/python - >seen 2>/dev/null <<'PY'
import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "import_export"], USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import connection, models
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget
from tablib import Dataset


class Artist(models.Model):
    name = models.TextField(unique=True)

    class Meta:
        app_label = "import_export"


class Album(models.Model):
    title = models.TextField()
    artists = models.ManyToManyField(Artist)
    producer = models.ForeignKey(Artist, models.CASCADE, null=True, related_name="+")

    class Meta:
        app_label = "import_export"


class Albums(ModelResource):
    artists = Field(attribute="artists", widget=ManyToManyWidget(Artist, field="name"))
    producer = Field(attribute="producer", widget=ForeignKeyWidget(Artist, field="name"))

    class Meta:
        model = Album


def bring(way, text):
    result = Albums().import_data(Dataset().load(text, format="csv"))
    counted = {kind: number for kind, number in result.totals.items() if number}
    print(f"{way}: {counted}, artists: {sorted(album.artists.values_list('name', flat=True))}")


with connection.schema_editor() as editor:
    editor.create_model(Artist)
    editor.create_model(Album)
album = Album.objects.create(title="Sun Goddess")
for name in ("Ramsey Lewis", "Earth, Wind & Fire"):
    album.artists.add(Artist.objects.create(name=name))
text = Albums().export().csv
print(text.replace("\r\n", "\n"), end="")
bring("read back", text)
bring("one misspelled", text.replace("Lewis", "Louis"))
bring("a producer misspelled", text.replace('Fire",', 'Fire",Nobody'))
PY
cat seen
diff - seen <<'SEEN'
id,title,artists,producer
1,Sun Goddess,"Ramsey Lewis,Earth, Wind & Fire",
read back: {'update': 1}, artists: ['Ramsey Lewis']
one misspelled: {'update': 1}, artists: []
a producer misspelled: {'error': 1}, artists: []
SEEN
echo "Still so."
