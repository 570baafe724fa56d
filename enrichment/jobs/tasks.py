"""The functions that the queue may call, by name. Nothing else is run, whatever stands in the queue or the schedules.

The names are compared whole: a prefix would let `enrichment.jobs.slices.logging.os.…` through, for django-q2 follows
any path of attributes.
"""

from collections.abc import Mapping
from typing import Any

WORK = "enrichment.jobs.slices.work"
SWEEP = "enrichment.jobs.slices.sweep"
START = "enrichment.jobs.schedules.start"
START_MISSING = "enrichment.jobs.schedules.start_missing"
ANSWER = "enrichment.jobs.supervision.membership.answer"

OURS = frozenset({WORK, SWEEP, START, START_MISSING, ANSWER})


def is_ours(function: object, arguments: object, extra: object = None, hook: object = None) -> bool:
    """Whether this is one of our tasks, called as we call it: with a few numbers or names, and nothing to follow it."""
    plain = isinstance(arguments, tuple | list) and all(isinstance(each, int | str) for each in arguments)
    return isinstance(function, str) and function in OURS and plain and not extra and not hook


def is_our_task(task: Mapping[str, Any]) -> bool:
    """The same of a task as django-q2 packs it."""
    return is_ours(task.get("func"), task.get("args"), task.get("kwargs"), task.get("hook") or task.get("chain"))
