"""django-q2's queue: the functions that it may call, whether it answers, how many tasks wait there for a worker, and
what the supervisor asks of it.

Nothing but `OURS` is run, whatever stands in the queue or the schedules. The names are compared whole: a prefix would
let `enrichment.jobs.slices.logging.os.…` through, for django-q2 follows any path of attributes.
"""

import functools
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ParamSpec

from django.conf import settings
from django.db import Error
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import Failure, OrmQ, Schedule, Success
from django_q.tasks import async_task

from enrichment.engine import clock
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


def queue_errors() -> tuple[type[Exception], ...]:
    """What is raised where the queue cannot be reached. The database's own errors are Django's."""
    if "orm" in settings.Q_CLUSTER:
        return (Error,)
    from redis.exceptions import RedisError  # its client is heavy, and most sites have none

    return (Error, RedisError)


def check_queue() -> None:
    """Raises one of `queue_errors` where the queue cannot be used: nobody there, a wrong password, no such database."""
    get_broker().queue_size()  # its `ping` writes to the terminal besides


def waiting_tasks() -> int | None:
    """None when the broker cannot be reached."""
    try:
        return int(get_broker().queue_size())
    except queue_errors():
        return None


def quieten() -> None:
    """django-q2 tells of each step; people follow the run instead."""
    logging.getLogger("django-q").setLevel(logging.WARNING)


def ping(heartbeat_id: int) -> None:
    async_task(ANSWER, heartbeat_id)


def release_held_tasks() -> int:
    """Let the tasks that a dead cluster had taken be worked now, not when their locks expire. Returns how many.

    Only where no cluster lives; with Redis there is nothing to release.
    """
    if "orm" not in settings.Q_CLUSTER:
        return 0
    return int(OrmQ.objects.filter(lock__gt=timezone.now()).update(lock=timezone.now()))


def take_back_locks() -> None:
    """Let tasks be taken that a clock which was set back since keeps from their workers for hours."""
    if "orm" not in settings.Q_CLUSTER:
        return
    latest = timezone.now() + timedelta(seconds=settings.Q_CLUSTER["retry"]) + clock.SLACK
    ahead = OrmQ.objects.filter(lock__gt=latest)
    if ahead.exists():
        ahead.update(lock=timezone.now())


def tables() -> tuple[tuple[Any, tuple[str, ...]], ...]:
    """django-q2's four tables, and what of each is worth reading."""
    from django_q import admin as _its_pages  # noqa: F401 - it registers them, so that they can be taken off

    return (
        (Schedule, ("id", "name", "func", "args", "schedule_type", "repeats", "next_run")),
        (Success, ("name", "func", "started", "stopped")),
        (Failure, ("name", "func", "started", "stopped")),
        (OrmQ, ("id", "key", "lock")),
    )
