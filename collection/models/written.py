"""Questions, and parts of questions, in which nothing ever varies."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Rows = Callable[[], QuerySet[Any, Any]]


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

    def number(self) -> int:
        """How many there are of `rows`."""
        sql, parameters = _written(self.rows)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS found", parameters)  # noqa: S608 - Django's own words
            (number,) = cursor.fetchone()
        return int(number)


class WrittenExists(Written):
    """Whether there are any of `rows`."""

    form = "EXISTS({})"
    output_field = BooleanField()


@cache
def _written(rows: Rows) -> tuple[str, tuple[Any, ...]]:
    return rows().order_by().query.sql_with_params()
