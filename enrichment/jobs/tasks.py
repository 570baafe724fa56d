"""The functions that the queue may call, by name. Nothing else is run, whatever stands in the queue or the schedules.

The names are compared whole: a prefix would let `enrichment.jobs.slices.logging.os.…` through, for django-q2 follows
any path of attributes.
"""

import functools
import logging
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec

from enrichment.outages import outage_of

P = ParamSpec("P")

WORK = "enrichment.jobs.slices.work"
SWEEP = "enrichment.jobs.slices.sweep"
START = "enrichment.jobs.schedules.start"
START_MISSING = "enrichment.jobs.schedules.start_missing"
ANSWER = "enrichment.jobs.supervision.membership.answer"

logger = logging.getLogger("enrichment.processes")

OURS = frozenset({WORK, SWEEP, START, START_MISSING, ANSWER})


def is_ours(function: object, arguments: object, extra: object = None, hook: object = None) -> bool:
    """Whether this is one of our tasks, called as we call it: with a few numbers or names, and nothing to follow it."""
    plain = isinstance(arguments, tuple | list) and all(isinstance(each, int | str) for each in arguments)
    return isinstance(function, str) and function in OURS and plain and not extra and not hook


def is_our_task(task: Mapping[str, Any]) -> bool:
    """The same of a task as django-q2 packs it."""
    return is_ours(task.get("func"), task.get("args"), task.get("kwargs"), task.get("hook") or task.get("chain"))


def lets_outages_be(task: Callable[P, None]) -> Callable[P, None]:
    """A task that ends quietly where disk or database do not let it work: what it left undone is called for anew."""

    @functools.wraps(task)
    def quiet(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            task(*args, **kwargs)
        except Exception as error:
            outage = outage_of(error)
            if outage is None:
                raise
            logger.warning("%s was broken off (%s)", task.__name__, error, extra={"outage": outage})

    return quiet
