"""A real `manage.py qcluster` in processes of its own."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parent.parent


def database_url() -> str:
    """The test database as a `DATABASE_URL`."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user, password, host = (quote(str(database[name] or ""), safe="") for name in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{database['PORT']}/{database['NAME']}"


def child_environment(data_dir: Path, **changes: str) -> dict[str, str]:
    """For a child that works on the test database with AIME's own settings, all given by the environment."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "aime_site.settings",
        "DATABASE_URL": database_url(),
        "AIME_DATA_DIR": str(data_dir),
        "SECRET_KEY": settings.SECRET_KEY,  # tasks are signed with it
        "PYTHONUNBUFFERED": "1",
        **changes,
    }


class Cluster:
    """`kill` is kill -9 of all its processes at once; `start` begins anew after it."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._environment = dict(environment)
        self._log = folder / "qcluster.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def start(self) -> "Cluster":
        connection.close()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "qcluster"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(lambda: " running." in self.log, what="the cluster has started")
        return self

    def kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask the first process alone, as a group signal would hang it; leave no orphan in any case."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        self.kill()
