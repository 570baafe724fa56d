"""What the log writes on the terminal while a command shows a run's progress there itself."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from enrichment.console.words import printable

RUNS = "enrichment.runs"


@contextmanager
def without_runs() -> Iterator[None]:
    """Leave out the log of runs: the command tells the same in words for people, and the file has every line.

    With AIME_LOG_JSON the terminal is read by a machine, which gets them all.
    """
    terminals = [] if settings.AIME_LOG_JSON else _terminals()
    for handler in terminals:
        handler.addFilter(_is_of_no_run)
    try:
        yield
    finally:
        for handler in terminals:
            handler.removeFilter(_is_of_no_run)


@contextmanager
def above_the_bar() -> Iterator[None]:
    """While a bar is drawn, standard error is rich's, which moves the bar out of a line's way."""
    before = [(handler, handler.setStream(sys.stderr)) for handler in _terminals()]
    try:
        yield
    finally:
        for handler, stream in before:
            if stream is not None:
                handler.setStream(stream)


@contextmanager
def each_item(say: Callable[[str], None], verbosity: int) -> Iterator[None]:
    """With `verbosity` 2, say every line of the engine's log, one for each item."""
    if verbosity < 2:
        yield
        return
    logger, handler = logging.getLogger(RUNS), _ItemLog(say)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


class _ItemLog(logging.Handler):
    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(printable(record.getMessage()))


def _is_of_no_run(record: logging.LogRecord) -> bool:
    return record.name != RUNS


def _terminals() -> list[logging.StreamHandler[Any]]:
    handlers = {*logging.getLogger("enrichment").handlers, *logging.getLogger("collection").handlers}
    streams = [handler for handler in handlers if isinstance(handler, logging.StreamHandler)]
    return [handler for handler in streams if handler.name == "terminal"]  # the name in the settings
