"""Writing some hundred rows at once, in one statement: SQLite takes 32,766 values in one, our widest row has 24.

Values are of their field's own type. Django's `bulk_update` puts a CASE for each value into its statement, its
`bulk_create` an expression; building those took a third of a run's time.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Fields = Sequence["models.Field[Any, Any]"]
_TEXTS = (models.CharField, models.TextField)
# Their values go to a database as Python holds them; asking each field how took a fifth of the main thread's time.
_PLAIN = (*_TEXTS, models.IntegerField, models.BooleanField, models.ForeignKey)


def write_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the fields `names` of `rows`, which the caller has locked and which are there."""
    if not rows:
        return
    by_name = {field.name: field for field in rows[0]._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    table, key = _table(rows[0]), _quoted("id")
    changes = ", ".join(f"{_quoted(field.column)} = {_given(field, at)}" for at, field in enumerate(fields, start=2))
    values = [[row.pk, *_values(row, fields)] for row in rows]
    _send(
        f"UPDATE {table} SET {changes} FROM (VALUES {_places(values)}) AS given"  # noqa: S608 - names only
        f" WHERE {table}.{key} = given.column1",
        values,
    )


def add_rows(rows: Sequence[models.Model]) -> None:
    """Add `rows`, whose new primary keys nobody asks for."""
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(_quoted(field.column) for field in fields)
    values = [_values(row, fields) for row in rows]
    _send(f"INSERT INTO {_table(rows[0])} ({columns}) VALUES {_places(values)}", values)  # noqa: S608 - names only


def _send(statement: str, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in values for value in row])


def _values(row: models.Model, fields: Fields) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]  # fields ask it so often that its proxy would show in a profile
    return [
        getattr(row, field.attname)
        if isinstance(field, _PLAIN)
        else field.get_db_prep_save(field.value_from_object(row), database)
        for field in fields
    ]


def _given(field: "models.Field[Any, Any]", at: int) -> str:
    """The `at`-th value of a row. PostgreSQL takes one that is NULL in all rows for a text unless told otherwise."""
    is_known = isinstance(field, _TEXTS) or not connection.features.requires_casted_case_in_updates
    return f"given.column{at}" if is_known else f"CAST(given.column{at} AS {field.db_type(connection)})"


def _places(values: Sequence[Sequence[Any]]) -> str:
    row = f"({', '.join(['%s'] * len(values[0]))})"
    return ", ".join([row] * len(values))


def _table(row: models.Model) -> str:
    return _quoted(row._meta.db_table)


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
