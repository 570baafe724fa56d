"""Writing many rows at once: one statement, sent for each row.

Django's `bulk_update` puts a CASE for each value into one statement, its `bulk_create` an expression; building those
took a third of a run's time.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Fields = Sequence["models.Field[Any, Any]"]
# Their values go to a database as Python holds them; asking each field how took a fifth of the main thread's time.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def write_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the fields `names` of `rows`, which the caller has locked and which are there."""
    if not rows:
        return
    by_name = {field.name: field for field in rows[0]._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(f"{column} = %s" for column in _columns(fields))
    statement = f"UPDATE {_table(rows[0])} SET {columns} WHERE {_quoted('id')} = %s"  # noqa: S608 - names only
    _send(statement, [[*_values(row, fields), row.pk] for row in rows])


def add_rows(rows: Sequence[models.Model]) -> None:
    """Add `rows`, whose new primary keys nobody asks for."""
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_table(rows[0])} ({', '.join(_columns(fields))}) VALUES ({places})"  # noqa: S608 - names only
    _send(statement, [_values(row, fields) for row in rows])


def _send(statement: str, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _values(row: models.Model, fields: Fields) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]  # fields ask it so often that its proxy would show in a profile
    return [
        getattr(row, field.attname)
        if isinstance(field, _PLAIN)
        else field.get_db_prep_save(field.value_from_object(row), database)
        for field in fields
    ]


def _columns(fields: Fields) -> list[str]:
    return [_quoted(field.column) for field in fields]


def _table(row: models.Model) -> str:
    return _quoted(row._meta.db_table)


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
