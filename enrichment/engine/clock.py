"""Seconds since the epoch by the database's clock, which all machines of a site share."""

import time

from django.db import connection


def database_time() -> float:
    """Now, in seconds. On SQLite database and process share the machine's clock."""
    if connection.vendor != "postgresql":
        return time.time()
    with connection.cursor() as cursor:
        # clock_timestamp() moves within a transaction, now() does not.
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])
