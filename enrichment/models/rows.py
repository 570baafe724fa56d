"""Writing the same columns of many rows."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def write_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the fields `names` of `rows`, which the caller has locked and which are there.

    Django's `bulk_update` puts a CASE for each value into one statement; building those took a third of a run's time.
    """
    if not rows:
        return
    by_name = {field.name: field for field in rows[0]._meta.concrete_fields}
    fields: list[models.Field[Any, Any]] = [by_name[name] for name in names]
    columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    statement = f"UPDATE {_quoted(rows[0]._meta.db_table)} SET {columns} WHERE {_quoted('id')} = %s"  # noqa: S608 - names only
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[*_values(row, fields), row.pk] for row in rows])


def _values(row: models.Model, fields: Sequence["models.Field[Any, Any]"]) -> list[Any]:
    return [field.get_db_prep_save(field.value_from_object(row), connection) for field in fields]


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
