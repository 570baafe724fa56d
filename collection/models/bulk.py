"""Many rows written at a fraction of what Django takes: `bulk_create` asks each of an album's forty-five fields for its
value and its placeholder, row by row, `bulk_update` builds a CASE of each row and column.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, router
from django.db.models import BinaryField, CharField, ForeignKey, IntegerField, Model, TextField

_MOST_VALUES = 30_000  # in one statement, of which SQLite takes 32,766
_GIVEN = "%s"
# How SQL writes what the model fills in where no row tells a column.
_WRITTEN: tuple[tuple[Any, str], ...] = ((None, "NULL"), ("", "''"), ([], "'[]'"), ({}, "'{}'"))
_AS_THEY_ARE = (CharField, TextField, IntegerField, BinaryField, ForeignKey)
Words = Mapping[str, Any]
Column = tuple[str, list[Any]]  # what stands for it in the statement, and its values as the database takes them


def insert(model: type[Model], rows: Sequence[Words]) -> list[int]:
    """Insert `rows`, each with the columns that are not as usual, and return their primary keys; no signal is sent.

    A column that no row tells is said once, in the statement, and most others go to the database as they are.
    Raise IntegrityError or DataError as `bulk_create` does; the caller's transaction holds them together.
    """
    connection = connections[router.db_for_write(model)]
    quoted = connection.ops.quote_name
    fields: list[Any] = [
        one for one in model._meta.concrete_fields if not one.primary_key or (rows and one.attname in rows[0])
    ]
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    names = ", ".join(quoted(one.column) for one in fields)
    most = _MOST_VALUES // len(fields)
    keys: list[int] = []
    for start in range(0, len(rows), most):
        part = rows[start : start + most]
        told = set[str]().union(*part)
        columns = [_column(one, part, connection, is_told=one.attname in told) for one in fields]
        places = ", ".join([f"({', '.join(place for place, _values in columns)})"] * len(part))
        given = [values for place, values in columns if place == _GIVEN]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({names}) VALUES {places} RETURNING {key}",  # noqa: S608 - names of our own models
                [value for row in zip(*given, strict=True) for value in row],
            )
            keys += [stored for (stored,) in cursor.fetchall()]
    return keys


def _column(field: Any, rows: Sequence[Words], connection: Any, *, is_told: bool) -> Column:
    default, prepare = field.get_default(), field.get_db_prep_save
    if not is_told:
        written = next((written for value, written in _WRITTEN if value == default), None)
        return (written, []) if written else (_GIVEN, [prepare(default, connection)] * len(rows))
    values = [row.get(field.attname, default) for row in rows]
    if isinstance(field, _AS_THEY_ARE):
        return _GIVEN, values
    usual = prepare(default, connection)
    return _GIVEN, [usual if value == default else prepare(value, connection) for value in values]


def update(model: type[Model], rows: Iterable[Model], names: Sequence[str]) -> None:
    """Store what the columns `names` of `rows` hold now; no signal is sent.

    A row that was deleted is passed over. The caller's transaction holds them together.
    """
    connection = connections[router.db_for_write(model)]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    values = [
        [*(one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields), row.pk] for row in rows
    ]
    if not (values and fields):
        return
    quoted = connection.ops.quote_name
    columns = ", ".join(f"{quoted(one.column)} = %s" for one in fields)
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {columns} WHERE {key} = %s", values)  # noqa: S608 - our own models
