"""What costs a fraction of Django's own way: questions, and parts of questions, that are worded once for a process, and
many rows written at once.

Django's `bulk_create` asks each of an album's forty-five fields for its value and its placeholder, row by row,
`bulk_update` builds a CASE of each row and column.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from django.db import connection, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    DateTimeField,
    Expression,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.sql.compiler import SQLCompiler

Rows = Callable[[], QuerySet[Any, Any]]
MOMENT = Value(None, DateTimeField())

_MOST_VALUES = 30_000  # in one statement, of which SQLite takes 32,766
_GIVEN = "%s"
# How SQL writes what the model fills in where no row tells a column.
_WRITTEN: tuple[tuple[Any, str], ...] = ((None, "NULL"), ("", "''"), ([], "'[]'"), ({}, "'{}'"))
_AS_THEY_ARE = (CharField, TextField, IntegerField, BinaryField, ForeignKey)
Words = Mapping[str, Any]
Column = tuple[str, list[Any]]  # what stands for it in the statement, and its values as the database takes them


class Written(Expression):
    """What `rows` asks, for use within other questions, as in `pk__in=Written(rows)`.

    Django takes longer to make such a part than the database to answer it, so a process makes it once. `rows` is a
    function of a module, and may depend on nothing: neither on the clock or a setting, nor on the question around it.
    None of them is NULL: of a list that holds one, SQL says of nothing that it is not in it.
    """

    form: ClassVar[str] = "({})"

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        sql, parameters = _written(self.rows)
        return self.form.format(sql), parameters

    def number(self, **told: Any) -> int:
        """How many there are of `rows`. They may depend on what is `Told`."""
        (number,) = self.answer("COUNT(*)", **told)
        return int(number)

    def answer(self, what: str, **told: Any) -> tuple[Any, ...]:
        """`what`, which is SQL, of all `rows` together; for moments see `moment`."""
        sql, parameters = _written(self.rows)
        values = [one.among(told) if isinstance(one, Told) else one for one in parameters]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {what} FROM ({sql}) AS found", values)  # noqa: S608 - Django's own words
            found: tuple[Any, ...] = cursor.fetchone()
        return found


class WrittenExists(Written):
    """Whether there are any of `rows`."""

    form = "EXISTS({})"
    output_field = BooleanField()


class Told(Expression):
    """A value in `rows` that is told by its name whenever they are counted."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def among(self, told: Mapping[str, Any]) -> Any:
        return self.output_field.get_db_prep_value(told[self.name], connection)


def moment(said: Any) -> datetime | None:
    """What `Written.answer` found, which is a text on SQLite."""
    for converter in connection.ops.get_db_converters(MOMENT):
        said = converter(said, MOMENT, connection)
    return said  # type: ignore[no-any-return]


@cache
def _written(rows: Rows) -> tuple[str, tuple[Any, ...]]:
    query = rows().query
    query.clear_ordering()  # but where it decides which are among them
    return query.sql_with_params()


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
