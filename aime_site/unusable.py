"""What keeps AIME from working at all, in one sentence each.

The drivers of PostgreSQL and Redis take long to load and much memory: they are imported where something has happened.
"""

from django.db import Error, InterfaceError, OperationalError, ProgrammingError

from aime_site.environment import SettingsError
from collection.commands import typed
from enrichment.outages import Outage, Refused, outage_of

_NO_TABLE = ("no such table", "no such column")  # SQLite's words; PostgreSQL has kinds


def sentence(error: Exception) -> str:
    """Empty for what is no matter of settings or of a server that is away: that is a fault, and its traceback helps."""
    from redis.exceptions import RedisError

    first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if isinstance(error, SettingsError | Refused):
        return str(error)
    if isinstance(error, RedisError):
        return f"The queue cannot be reached: see REDIS_URL ({first_line})."
    if isinstance(error, OperationalError | ProgrammingError) and _lacks_tables(error):
        return f"The database is not up to date: run `{typed('migrate')}`."
    if (outage := outage_of(error)) in (Outage.FULL, Outage.DAMAGED):
        return str(outage.value)
    if type(error.__cause__).__name__ == "InvalidCursorName":  # psycopg's
        return "The database stands behind a pool: DATABASE_URL needs ?disable_server_side_cursors=on at its end."
    if isinstance(error, OperationalError | InterfaceError):
        return f"The database cannot be used: see DATABASE_URL ({first_line})."
    return ""


def _lacks_tables(error: Error) -> bool:
    """Not by "does not exist", which is also said of a database, a cursor or a prepared statement behind a pool."""
    if str(error).startswith(_NO_TABLE):
        return True
    from psycopg.errors import UndefinedColumn, UndefinedTable

    return isinstance(error.__cause__, UndefinedTable | UndefinedColumn)
