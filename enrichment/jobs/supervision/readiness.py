"""Whether the database and the queue can be used yet."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from collection.commands import typed
from enrichment.jobs.waiting import check_queue, queue_errors
from enrichment.outages import Outage, outage_of


def obstacle() -> str:
    """One sentence saying why background work cannot begin; empty when it can."""
    return reach_database() or _missing_migrations() or reach_queue()


def _missing_migrations() -> str:
    """Before the queue is asked: without a Redis its table is one of those that are missing."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    words = _("The database is not up to date; waiting for `%(command)s`.")
    return words % {"command": typed("migrate")} if pending else ""


def reach_queue() -> str:
    """One sentence saying why the queue cannot be reached; empty when it can."""
    try:
        check_queue()
    except queue_errors() as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return _("The queue cannot be reached (%(reason)s): see REDIS_URL; trying again.") % {"reason": reason}
    return ""


def reach_database() -> str:
    """One sentence saying why the database cannot be reached; empty when it can. Raises what no waiting mends."""
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
    except Error as error:
        connection.close()
        outage = outage_of(error)
        if outage is Outage.DAMAGED:
            raise
        if outage is Outage.FULL:
            return outage.sentence
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return _("The database cannot be reached (%(reason)s); trying again.") % {"reason": reason}
    return ""
