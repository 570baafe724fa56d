"""The servers that a site uses: one `DATABASE_URL` and an optional `REDIS_URL`, tuned for many short writes by several
processes, and where mail is handed in.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import dj_database_url
import django
from decouple import strtobool
from django.utils.translation import gettext_lazy as _

from aime_site.addresses import checked_database

SQLITE_OPTIONS = {
    # Readers never wait for a writer in WAL; IMMEDIATE takes the write lock first, so no upgrade can fail half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds to wait for another's write; ours take milliseconds
    # NORMAL syncs at checkpoints: after a power cut the last commits may be missing, the file is whole.
    # 8 MB of pages instead of two: a long import otherwise writes and reads the same ones again and again.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
}
PGBOUNCERS_PORT = 6432
POSTGRESQL_OPTIONS = {
    "connect_timeout": 10,  # seconds; an address that swallows packets would hold a command for minutes
}

MAILERS_SINCE = (6, 1)
_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}


def sqlite_url(path: Path) -> str:
    """Return the address of a file; quoted, for folders are called `Music #1`."""
    return f"sqlite:///{quote(str(path))}"


def database(url: str) -> dict[str, Any]:
    """Return Django's DATABASES entry for `url`.

    Connections are kept a minute, for the queue asks twice a second and connecting anew costs ten times the query;
    one that the server closed meanwhile is noticed and replaced. Raises `SettingsError`.
    """
    settings = cast("dict[str, Any]", dj_database_url.parse(checked_database(url)))
    defaults = SQLITE_OPTIONS if settings["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
    options = {**defaults, **settings.get("OPTIONS", {})}
    settings["CONN_MAX_AGE"] = int(options.pop("conn_max_age", 60))
    settings["CONN_HEALTH_CHECKS"] = bool(strtobool(str(options.pop("conn_health_checks", True))))
    # A pool gives each transaction another connection, in which a cursor of the last one is unknown.
    pooled = options.pop("disable_server_side_cursors", settings["PORT"] == PGBOUNCERS_PORT)
    settings["DISABLE_SERVER_SIDE_CURSORS"] = bool(strtobool(str(pooled)))
    return {**settings, "OPTIONS": options}


def database_files(settings: Mapping[str, Any]) -> list[Path]:
    """What SQLite keeps: the file, and the two beside it that hold the newest rows. None for a server."""
    if not settings["ENGINE"].endswith("sqlite3"):
        return []
    return [Path(f"{settings['NAME']}{ending}") for ending in ("", "-wal", "-shm")]


def task_queue(redis_url: str, *, workers: int, retry: int, site: str = "aime", longest: float = 0) -> dict[str, Any]:
    """Return django-q2's settings. Its tasks only wake a worker: leases and retries live in AIME's own rows.

    `site` names the queue, so that two sites can share one Redis. A task is ended after five minutes, or two more than
    the `longest` seconds that it may take; `retry`, in seconds too, is at least a minute more than that.
    """
    timeout = max(300, int(longest) + 120)
    return {
        "name": site,  # salts the payloads as well: a change loses the queued tasks, and the sweep asks anew
        "label": _("Background work"),
        "workers": workers,
        "queue_limit": 1,  # what a cluster holds in memory is late (database) or lost (Redis) after a crash
        "bulk": 1,
        "timeout": timeout,  # a last resort
        "retry": max(retry, timeout + 60),  # quick recovery comes from our leases
        "max_attempts": 1,
        "ack_failures": True,
        "poll": 0.5,
        "catch_up": False,  # a missed night makes one run, not a pile
        "recycle": 200,
        "save_limit": 100,
        **({"redis": redis_url} if redis_url else {"orm": "default"}),
        # Hands out our own tasks alone, whatever stands in the queue.
        "broker_class": f"enrichment.jobs.{'redis_queue.RedisQueue' if redis_url else 'brokers.DatabaseQueue'}",
    }


def mail_settings(given: Mapping[str, Any], version: tuple[Any, ...] = django.VERSION) -> dict[str, Any]:
    """The names of `given` are Django's settings up to 6.0; since then they are a mailer's options, and warned of."""
    if version < MAILERS_SINCE:
        return dict(given)
    return {"MAILERS": {"default": {"OPTIONS": {_OPTIONS[name]: value for name, value in given.items()}}}}
