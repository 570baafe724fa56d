"""Whether the database and the queue can be used yet."""

import pkgutil
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from collection.commands import typed
from enrichment.jobs.waiting import check_queue, queue_errors
from enrichment.outages import Outage, outage_of
from enrichment.refusals import Refusal, refusal_of


class Obstacle(NamedTuple):
    """Why background work cannot begin: `sentence` is for whoever waits."""

    sentence: str
    refusal: Refusal | None = None


def obstacle() -> Obstacle | None:
    if why := reach_database():
        return why
    # Before the queue is asked: without a Redis its table is one of those that are missing. By their names alone: all
    # processes of the cluster would go on holding what was loaded here.
    folders = [(app.label, Path(app.path, "migrations")) for app in apps.get_app_configs()]
    known = {
        (label, found.name)
        for label, folder in folders
        for found in pkgutil.iter_modules([str(folder)])
        if not found.ispkg and found.name[0] not in "_~"  # which Django passes over too
    }
    if known - MigrationRecorder(connection).applied_migrations().keys():
        words = _("The database is not up to date; waiting for `%(command)s`.")
        return Obstacle(words % {"command": typed("migrate")})
    return reach_queue()


def reach_queue() -> Obstacle | None:
    try:
        check_queue()
    except queue_errors() as error:
        words = _("The queue cannot be reached (%(reason)s): see REDIS_URL; trying again.")
        return Obstacle(words % {"reason": _first_line(error)}, refusal_of(error))
    return None


def reach_database() -> Obstacle | None:
    """Raises what no waiting mends."""
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
    except Error as error:
        connection.close()
        outage = outage_of(error)
        if outage is Outage.DAMAGED:
            raise
        if outage is Outage.FULL:
            return Obstacle(outage.sentence)
        words = _("The database cannot be reached (%(reason)s); trying again.")
        return Obstacle(words % {"reason": _first_line(error)}, refusal_of(error))
    return None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
