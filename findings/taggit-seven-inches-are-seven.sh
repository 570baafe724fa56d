#!/bin/bash
# django-taggit: opening an album's form and saving it untouched turns the tag `12" Single` into two, `12` and `Single`.
#
# Software: django-taggit 6.1.0 with Django 5.2.19.
# Guess:    the text that the form shows is read back as the same tags; names with blanks or commas are quoted for that.
# Really:   a name is put between quotation marks as it is, also when it holds one: `"12" Single"`. Read back, the marks
#           end where the inch mark is, and are dropped. `7"` alone, typed or shown, is `7`. (That a text without any
#           comma is split at blanks, so that Progressive Rock typed alone is two tags, is said in its documentation.)
#           Tags set by code keep their marks, until somebody saves the form.
# Matters:  a format is a natural tag of a record. Every visit to the admin page damages some, a 12" and a 12 are listed
#           apart, and the history shows a change that nobody made.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django-taggit==6.1.0 django==5.2.19
timeout 60 venv/bin/python - >seen <<'PY'
import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "taggit"], USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.core.management import call_command
from django.db import connection, models
from django.forms import modelform_factory
from taggit.managers import TaggableManager


class Album(models.Model):
    title = models.TextField()
    tags = TaggableManager()

    class Meta:
        app_label = "taggit"


call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    editor.create_model(Album)
Form = modelform_factory(Album, fields=["title", "tags"])
for names in (["Progressive Rock"], ["Folk, World, & Country"], ['7"'], ['12" Single'], ["LP", 'Box 7"', "Mono"]):
    album = Album.objects.create(title="Trust")
    album.tags.set(names)
    before = sorted(album.tags.names())
    shown = Form(instance=album)
    text = shown["tags"].field.widget.format_value(shown["tags"].value())
    Form({"title": album.title, "tags": text}, instance=album).save()
    after = sorted(Album.objects.get(pk=album.pk).tags.names())
    print(f"{before} shown as {text} and saved:", "the same" if after == before else after)
PY
cat seen
diff - seen <<'SEEN'
['Progressive Rock'] shown as "Progressive Rock" and saved: the same
['Folk, World, & Country'] shown as "Folk, World, & Country" and saved: the same
['7"'] shown as 7" and saved: ['7']
['12" Single'] shown as "12" Single" and saved: ['12', 'Single']
['Box 7"', 'LP', 'Mono'] shown as "Box 7"", LP, Mono and saved: ['Box 7', 'LP', 'Mono']
SEEN
echo "Still so."
