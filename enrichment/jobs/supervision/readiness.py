"""Whether the database can be used yet."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


def obstacle() -> str:
    """One sentence saying why background work cannot begin; empty when it can."""
    try:
        connection.close_if_unusable_or_obsolete()
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        connection.close()
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return _("The database cannot be reached (%(reason)s); trying again.") % {"reason": reason}
    return _("The database is not up to date; waiting for `manage.py migrate`.") if pending else ""
