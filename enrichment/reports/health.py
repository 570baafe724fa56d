"""Whether the site can work, for monitors."""

from typing import TypedDict

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from enrichment.engine.runs import active_run
from enrichment.reports.progress.states import worker_alive


class Work(TypedDict):
    """`heartbeat_age` is in seconds since a worker was last seen at the active run; None without one."""

    active_run: int | None
    heartbeat_age: float | None
    worker_alive: bool


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except (DatabaseError, InterfaceError):
        return False


def work() -> Work:
    run = active_run()
    if run is None:
        return {"active_run": None, "heartbeat_age": None, "worker_alive": True}
    now = timezone.now()
    return {
        "active_run": run.pk,
        "heartbeat_age": round((now - run.heartbeat_at).total_seconds(), 1),
        "worker_alive": worker_alive(run, now),
    }
