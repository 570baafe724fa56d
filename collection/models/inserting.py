"""Insert many new rows at a fraction of what `bulk_create` costs.

Django asks each of an album's forty-five fields for its value and its placeholder, row by row; most values are as the
model fills them: where a column is so in every row, the statement says it, and else it is prepared once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, router
from django.db.models import CharField, Model, TextField

_MOST_VALUES = 30_000  # in one statement, of which SQLite takes 32,766
_TOLD = "%s"
# How SQL writes what a column holds that is as usual in every row: most are.
_WRITTEN: tuple[tuple[Any, str], ...] = ((None, "NULL"), ("", "''"), ([], "'[]'"), ({}, "'{}'"))
Words = Mapping[str, Any]


def insert(model: type[Model], rows: Sequence[Words]) -> list[int]:
    """Insert `rows`, each with the columns that are not as usual, and return their primary keys; no signal is sent.

    Raise IntegrityError or DataError as `bulk_create` does; the caller's transaction holds them together.
    """
    fields = [one for one in model._meta.concrete_fields if not one.primary_key or (rows and one.attname in rows[0])]
    most = _MOST_VALUES // len(fields)
    parts = (rows[start : start + most] for start in range(0, len(rows), most))
    return [key for part in parts for key in _insert(model, part, fields)]


def _insert(model: type[Model], rows: Sequence[Words], fields: Sequence[Any]) -> list[int]:
    connection = connections[router.db_for_write(model)]
    quoted = connection.ops.quote_name
    columns = [_column(one, rows, connection) for one in fields]
    names = ", ".join(quoted(one.column) for one in fields)
    places = ", ".join([f"({', '.join(place for place, _values in columns)})"] * len(rows))
    told = [values for place, values in columns if place == _TOLD]
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) VALUES {places} RETURNING {key}",  # noqa: S608 - names of our own models
            [value for row in zip(*told, strict=True) for value in row],
        )
        return [stored for (stored,) in cursor.fetchall()]


def _column(field: Any, rows: Sequence[Words], connection: Any) -> tuple[str, list[Any]]:
    """What stands for the column in the statement, and its values as the database takes them."""
    name, default = field.attname, field.get_default()
    values = [row.get(name, default) for row in rows]
    if values.count(default) == len(values):
        written = next((written for value, written in _WRITTEN if value == default), _TOLD)
        if written != _TOLD:
            return written, []
    if isinstance(field, CharField | TextField):
        return _TOLD, values  # a text is stored as it is
    prepare = field.get_db_prep_save
    usual = prepare(default, connection)
    return _TOLD, [usual if value == default else prepare(value, connection) for value in values]
