"""django-q2's four tables, and what of each is worth reading."""

from typing import Any

from django_q import admin as _its_pages  # noqa: F401 - it registers them, so that they can be taken off
from django_q.models import Failure, OrmQ, Schedule, Success

TABLES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Schedule, ("id", "name", "func", "args", "schedule_type", "repeats", "next_run")),
    (Success, ("name", "func", "started", "stopped")),
    (Failure, ("name", "func", "started", "stopped")),
    (OrmQ, ("id", "key", "lock")),
)
