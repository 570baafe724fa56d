"""Patience with a database that is locked or away for a moment, and with a disk that is full."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from django.db import connection

from enrichment.outages import outage_of

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 8
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 16.0

logger = logging.getLogger(__name__)


class _Patience:
    """Of this process: `endless` while a person waits for it, `waits` while its main thread does."""

    endless = waits = False


def retry_on_db_outage(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `work` again while the database cannot be used, for about half a minute beyond its own time-outs, or without
    an end in an `outlasting` block. What does not pass by waiting is raised at once.

    `work` is one whole transaction: half of it is never kept, so doing it again is safe.
    """
    pause, attempt = FIRST_PAUSE_SECONDS, 1
    while True:
        try:
            return work(*args, **kwargs)
        except Exception as error:
            outage = outage_of(error)
            is_last = attempt >= TRIES and not _Patience.endless
            if outage is None or not outage.may_pass or is_last or connection.in_atomic_block:
                raise
            met = {"outage": outage}
            logger.warning("The database cannot be used (%s); trying again in %.1f s", error, pause, extra=met)
            connection.close_if_unusable_or_obsolete()
        _wait(pause)
        pause, attempt = min(2 * pause, LONGEST_PAUSE_SECONDS), attempt + 1


@contextmanager
def outlasting() -> Iterator[None]:
    """Within the block this process waits as long as it takes: a person who grows impatient ends it."""
    _Patience.endless = True
    try:
        yield
    finally:
        _Patience.endless = False


def is_waiting() -> bool:
    """Whether the main thread waits for the database, so that nothing it holds could be written."""
    return _Patience.waits


def _wait(seconds: float) -> None:
    if threading.current_thread() is not threading.main_thread():
        time.sleep(seconds)
        return
    _Patience.waits = True
    try:
        time.sleep(seconds)
    finally:
        _Patience.waits = False
