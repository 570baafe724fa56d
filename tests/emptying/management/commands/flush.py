"""Django's `flush`, many times as quick: hundreds of tests are followed by it."""

from typing import Any

from django.core.management.color import no_style
from django.core.management.commands import flush
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from enrichment.jobs.planning import ensure_sweep

# Made from the models alone and changed by no test; to make them anew takes nearly all of the usual command's time.
KEPT = {"django_content_type", "auth_permission"}


class Command(flush.Command):
    """Leaves the database as `migrate` does."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        found = connection.introspection.django_table_names(only_existing=True, include_views=False)
        tables = [name for name in found if name not in KEPT]
        if connection.vendor == "postgresql" and not options["reset_sequences"]:
            _delete(connection, tables)
        else:
            emptied = connection.ops.sql_flush(no_style(), tables, reset_sequences=options["reset_sequences"])
            connection.ops.execute_sql_flush(emptied)
        ensure_sweep()


def _delete(connection: BaseDatabaseWrapper, tables: list[str]) -> None:
    """The rows of the tables that have any: a server makes new files for each table that it truncates, empty or not.

    Foreign keys are looked at once all are gone.
    """
    quoted = [connection.ops.quote_name(name) for name in tables]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT FROM {name})" for name in quoted))  # noqa: S608 - our own tables
        filled = [name for name, is_filled in zip(quoted, cursor.fetchone(), strict=True) if is_filled]
        if filled:
            cursor.execute("; ".join(f"DELETE FROM {name}" for name in filled))  # noqa: S608
