#!/bin/bash
# Django on SQLite: a new field with a default takes the table's triggers and hand-made indexes away.
#
# Software: Django 5.2.19 with Python's sqlite3.
# Guess:    what RunSQL made on a table stays when a later migration adds a field or lengthens one, as on PostgreSQL.
# Really:   on SQLite most changes build the table anew, copy the rows and drop the old one. Django makes its own indexes
#           again; triggers, and indexes on an expression that came by RunSQL, go with the old table. Nothing is said.
#           A field that may be null and has no default is added in place, so a first trial shows nothing wrong.
# Matters:  a full-text index is kept up to date by triggers (FTS5's documentation shows it so). After some harmless
#           migration the search answers from the past: new albums are not found, sold ones are. Make the triggers again
#           after each migration, by `post_migrate` or a check that counts them.
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
from django.db import connection, models
from django.db.migrations import AddField, AlterField, CreateModel, RunSQL
from django.db.migrations.state import ProjectState

CREATE = CreateModel(
    "Album", [("id", models.AutoField(primary_key=True)), ("title", models.CharField(max_length=50, db_index=True))]
)
SEARCH = RunSQL([
    "CREATE VIRTUAL TABLE words USING fts5(title)",
    "CREATE TRIGGER album_added AFTER INSERT ON records_album BEGIN INSERT INTO words VALUES (new.title); END",
    "CREATE INDEX album_folded ON records_album (lower(title))",
])
LATER = {
    "a field that may be null": AddField("album", "notes", models.TextField(null=True)),
    "a field with a default": AddField("album", "country", models.TextField(default="")),
    "a longer title": AlterField("album", "title", models.CharField(max_length=60, db_index=True)),
}


def apply(state, operation):
    after = state.clone()
    operation.state_forwards("records", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("records", editor, state, after)
    return after


def ask(sql):
    with connection.cursor() as cursor:
        return [row[0] for row in cursor.execute(sql).fetchall()]


for name, operation in LATER.items():
    state = apply(apply(ProjectState(), CREATE), SEARCH)
    apply(state, operation)
    ask("INSERT INTO records_album (title, country) VALUES ('Low', '')" if operation.name == "country"
        else "INSERT INTO records_album (title) VALUES ('Low')")
    made = "SELECT name FROM sqlite_master WHERE tbl_name = 'records_album' AND name LIKE 'album%' ORDER BY name"
    print(f"{name}: left {ask(made)}, search finds {ask('SELECT title FROM words')}")
    ask("DROP TABLE records_album")
    ask("DROP TABLE words")
PY
diff -u - "$work/seen" <<'SEEN' && echo "Still so."
a field that may be null: left ['album_added', 'album_folded'], search finds ['Low']
a field with a default: left [], search finds []
a longer title: left [], search finds []
SEEN
