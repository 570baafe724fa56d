"""Questions, and parts of questions, that are worded once for a process."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, DateTimeField, Expression, Field, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Rows = Callable[[], QuerySet[Any, Any]]
MOMENT = Value(None, DateTimeField())


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
