"""Values of albums counted by the database itself, also those in columns that hold lists of texts.

The one place that knows how each database unfolds a list.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from collection.models import Album

_PLAIN = "SELECT '{0}', {1}, COUNT(*) FROM shelf GROUP BY 2"
_ALIKE = "SELECT {0}, COUNT(*) AS albums FROM shelf GROUP BY 1"  # a list that many have is unfolded once
_LISTED = {
    "sqlite": "SELECT '{0}', entry.value, SUM(albums) FROM ({1}) AS lists, json_each(lists.{0}) AS entry"
    " WHERE entry.type = 'text' GROUP BY 2",
    "postgresql": "SELECT '{0}', entry.value #>> '{{}}', SUM(albums)::bigint FROM ({1}) AS lists, jsonb_array_elements("
    "CASE jsonb_typeof(lists.{0}) WHEN 'array' THEN lists.{0} ELSE '[]' END) AS entry"
    " WHERE jsonb_typeof(entry.value) = 'string' GROUP BY 2",
}


def counted(albums: QuerySet[Album], lists: Sequence[str], plain: Sequence[str] = ()) -> dict[str, Counter[str]]:
    """How many of `albums` carry each entry of the columns `lists`, and each value of those that are `plain`, as texts.

    Blanks and nulls are not counted. One query, which reads the albums once.
    """
    connection = connections[albums.db]
    shelf, parameters = albums.order_by().values(*lists, *plain).query.sql_with_params()
    asked = [_LISTED[connection.vendor].format(column, _ALIKE.format(column)) for column in lists]
    asked += [_PLAIN.format(column, f"CAST({column} AS text)") for column in plain]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH shelf AS MATERIALIZED ({shelf}) {' UNION ALL '.join(asked)}", parameters)
        rows: list[tuple[str, Any, int]] = cursor.fetchall()
    found = {column: Counter[str]() for column in (*lists, *plain)}
    for column, value, count in rows:
        if value:
            found[column][value] = count
    return found
