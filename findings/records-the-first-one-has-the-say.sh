#!/bin/bash
# SQLAlchemy, peewee, pyarrow, polars, petl: a field that the first records lack is left out of all records, silently.
#
# Software: SQLAlchemy 2.1.9, peewee 4.5.3, pyarrow 26.0.1, polars 2.1.0, petl 1.7.30; beside pandas 3.1.1.
# Guess:    a list of dictionaries gets the fields of all of them, and what one lacks is empty there; whoever cannot do
#           that says so when a field comes up that it did not expect.
# Really:   the first dictionary decides (SQLAlchemy's core, peewee, pyarrow), the first hundred (polars) or the first
#           thousand (petl). Fields that come up later are dropped without a word. SQLAlchemy does complain about the
#           opposite, a later dictionary that has fewer. Only pandas takes them all.
# Matters:  answers of a catalogue carry a field only where there is something in it: notes, a barcode, a country.
#           Whether the notes of 20,000 records are kept depends on which record comes first. Name the columns: give a
#           schema, or make the dictionaries equal (`dict.fromkeys(columns) | record`).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check \
    sqlalchemy==2.1.9 peewee==4.5.3 pyarrow==26.0.1 polars==2.1.0 petl==1.7.30 pandas==3.1.1
timeout 120 venv/bin/python - >seen <<'PY'
import pandas
import peewee
import petl
import polars
import pyarrow
import sqlalchemy as sa


def records(without):
    return [{"title": f"Volume {number}"} for number in range(without)] + [{"title": "Trust", "note": "signed"}]


def by_sqlalchemy(rows):
    engine, meta = sa.create_engine("sqlite://"), sa.MetaData()
    table = sa.Table("record", meta, sa.Column("title", sa.String), sa.Column("note", sa.String))
    meta.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.insert(table), rows)
        return connection.execute(sa.select(table)).mappings().all()


def by_peewee(rows):
    class Record(peewee.Model):
        title = peewee.TextField()
        note = peewee.TextField(null=True)

    with peewee.SqliteDatabase(":memory:").bind_ctx([Record]):
        Record.create_table()
        Record.insert_many(rows).execute()
        return list(Record.select().dicts())


for name, read in (
    ("SQLAlchemy", by_sqlalchemy),
    ("peewee", by_peewee),
    ("pyarrow", lambda rows: pyarrow.Table.from_pylist(rows).to_pylist()),
    ("polars", lambda rows: polars.DataFrame(rows).to_dicts()),
    ("petl", lambda rows: list(petl.fromdicts(rows).dicts())),
    ("pandas", lambda rows: pandas.DataFrame(rows).to_dict("records")),
):
    kept = [read(records(without))[-1].get("note") for without in (0, 1, 99, 100, 999, 1000)]
    print(f"{name}: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one:", *kept)
PY
cat seen
diff - seen <<'SEEN'
SQLAlchemy: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one: signed None None None None None
peewee: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one: signed None None None None None
pyarrow: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one: signed None None None None None
polars: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one: signed signed signed None None None
petl: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one: signed signed signed signed signed None
pandas: the note of the last record after 0, 1, 99, 100, 999 and 1000 without one: signed signed signed signed signed signed
SEEN
echo "Still so."
