"""Patience with a database that is locked, or away for a moment."""

import logging
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 8
FIRST_PAUSE_SECONDS = 0.25

logger = logging.getLogger(__name__)


def retry_on_db_outage(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `work` again while the database cannot be reached, for about half a minute beyond its own time-outs.

    `work` is one whole transaction: half of it is never kept, so doing it again is safe.
    """
    pause = FIRST_PAUSE_SECONDS
    for attempt in range(1, TRIES + 1):
        try:
            return work(*args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            if attempt == TRIES or connection.in_atomic_block:
                raise
            logger.warning("The database cannot be used for now (%s); trying again in %.1f s", error, pause)
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)
            pause *= 2
    raise AssertionError("unreachable")
