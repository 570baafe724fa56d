#!/bin/bash
# Django on SQLite: a search in a JSON field finds "rare" and not "très rare".
#
# Software: Django 5.2.19 on Python's sqlite3, beside PostgreSQL 15.18 of Debian 12 with psycopg 3.3.9.
# Guess:    `facts__icontains="Björk"` looks in the text of the JSON, on every database alike; at worst large and small
#           letters with accents are told apart on SQLite.
# Really:   SQLite keeps the text as Python's json wrote it, with every letter beyond ASCII as `\u00f6`, and LIKE looks in
#           that: whatever holds such a letter is not found, in the whole field or in a list or object within it. One
#           value that is a text itself is found. PostgreSQL's jsonb holds the letters, and finds all.
# Matters:  the tests with "rare" pass, the site with SQLite finds no Björk. An encoder whose `ensure_ascii` is off finds
#           rows written since; the search has to be written `icontains=json.dumps(word)[1:-1]` for those before.
set -euo pipefail
work=$(mktemp -d)
bin=/usr/lib/postgresql/15/bin
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
end() {
    [ ! -f "$work/pg/data/postmaster.pid" ] || as_owner "$bin/pg_ctl" -D "$work/pg/data" -m fast stop >/dev/null
    rm -rf "$work"
}
trap end EXIT
chmod 755 "$work"
cd "$work"
if [ ! -x "$bin/initdb" ]; then
    apt-get download -qq postgresql-15 postgresql-client-15 libpq5  # after `apt-get update`
    for package in *.deb; do dpkg -x "$package" root; done
    bin=$work/root$bin
    export LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu
fi
mkdir pg
[ "$(id -u)" != 0 ] || chown nobody pg
as_owner "$bin/initdb" -D pg/data -U example -A trust -E UTF8 --locale=C -N >/dev/null
as_owner "$bin/pg_ctl" -D pg/data -l pg/log -w start -o "-c listen_addresses= -c unix_socket_directories=$work/pg" >/dev/null
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check django==5.2.19 "psycopg[binary]==3.3.9"
timeout 60 venv/bin/python - "$work/pg" >seen <<'PY'
import sys

import django
from django.conf import settings

postgres = {"ENGINE": "django.db.backends.postgresql", "HOST": sys.argv[1], "USER": "example", "NAME": "postgres"}
sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(DATABASES={"default": sqlite, "postgres": postgres})
django.setup()

from django.db import connections, models


class Album(models.Model):
    facts = models.JSONField()

    class Meta:
        app_label = "shelf"


SEARCHES = (
    {"facts__icontains": "rare"},
    {"facts__icontains": "Björk"},
    {"facts__notes__icontains": "très rare"},
    {"facts__artist__icontains": "Björk"},
)
for search in SEARCHES:
    counts = []
    for name in ("default", "postgres"):
        with connections[name].schema_editor() as editor:
            editor.create_model(Album)
        Album.objects.using(name).create(facts={"artist": "Björk", "notes": ["très rare"]})
        counts.append(f"{connections[name].vendor} finds {Album.objects.using(name).filter(**search).count()}")
        with connections[name].schema_editor() as editor:
            editor.delete_model(Album)
    print(*(f"{key}={value}" for key, value in search.items()), "-", ", ".join(counts))
PY
diff -u - seen <<'SEEN' && echo "Still so."
facts__icontains=rare - sqlite finds 1, postgresql finds 1
facts__icontains=Björk - sqlite finds 0, postgresql finds 1
facts__notes__icontains=très rare - sqlite finds 0, postgresql finds 1
facts__artist__icontains=Björk - sqlite finds 1, postgresql finds 1
SEEN
