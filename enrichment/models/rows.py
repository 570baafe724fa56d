"""Writing some hundred rows at once, in one statement: SQLite takes 32,766 values in one, our widest row has 24.

Values are of their field's own type. Django's `bulk_update` puts a CASE for each value into its statement, its
`bulk_create` an expression; building those took a third of a run's time.
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
    alike, different = _apart(rows, [by_name[name] for name in names])
    changes = [f"{_quoted(field.column)} = %s" for field in alike]
    changes += [f"{_quoted(field.column)} = given.column{at}" for at, field in enumerate(different, start=2)]
    table, key = _table(rows[0]), _quoted("id")
    given = [[row.pk, *_values(row, different)] for row in rows]
    _send(
        f"UPDATE {table} SET {', '.join(changes)} FROM (VALUES {_places(given)}) AS given"  # noqa: S608 - names only
        f" WHERE {table}.{key} = given.column1",
        [_values(rows[0], alike), *given],
    )


def add_rows(rows: Sequence[models.Model]) -> None:
    """Add `rows`, whose new primary keys nobody asks for."""
    if not rows:
        return
    alike, different = _apart(rows, [field for field in rows[0]._meta.concrete_fields if not field.primary_key])
    columns = ", ".join(_quoted(field.column) for field in [*alike, *different])
    sources = ", ".join(["%s"] * len(alike) + [f"given.column{at}" for at, _ in enumerate(different, start=2)])
    given = [[number, *_values(row, different)] for number, row in enumerate(rows)]
    _send(
        f"INSERT INTO {_table(rows[0])} ({columns}) SELECT {sources}"  # noqa: S608 - names only
        f" FROM (VALUES {_places(given)}) AS given",
        [_values(rows[0], alike), *given],
    )


def _send(statement: str, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in values for value in row])


def _apart(rows: Sequence[models.Model], fields: Fields) -> tuple[Fields, Fields]:
    """The fields that are alike in all rows, which a statement needs once, and the others. So none of those is NULL in
    all rows, which would leave a database without their type.
    """
    alike = [field for field in fields if _is_alike(rows, field.attname)]
    return alike, [field for field in fields if field not in alike]


def _is_alike(rows: Sequence[models.Model], name: str) -> bool:
    first = getattr(rows[0], name)
    return all(getattr(row, name) == first for row in rows)


def _values(row: models.Model, fields: Fields) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]  # fields ask it so often that its proxy would show in a profile
    return [
        getattr(row, field.attname)
        if isinstance(field, _PLAIN)
        else field.get_db_prep_save(field.value_from_object(row), database)
        for field in fields
    ]


def _places(values: Sequence[Sequence[Any]]) -> str:
    row = f"({', '.join(['%s'] * len(values[0]))})"
    return ", ".join([row] * len(values))


def _table(row: models.Model) -> str:
    return _quoted(row._meta.db_table)


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))
