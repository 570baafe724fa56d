"""A PostgreSQL server of one's own on 127.0.0.1, or the one that `AIME_TEST_POSTGRES_URL` names."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.waiting import wait_until

GIVEN = "AIME_TEST_POSTGRES_URL"
USER = "aime"
INSTALL = "PostgreSQL is not installed: apt-get install postgresql"


def is_available() -> bool:
    return bool(os.environ.get(GIVEN) or binaries())


def skip() -> None:
    """Leave a test out for want of PostgreSQL, but never in CI."""
    report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    report(INSTALL)


@contextmanager
def server() -> Iterator[str]:
    """The address of a server on which databases may be made; one of our own vanishes at the end."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    with own_server() as own:
        yield own.url


class Server:
    """A server of our own in `folder`: its port and its data outlive a stop."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        found = binaries()
        assert found, INSTALL
        self._binaries = found
        making = ["-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]
        subprocess.run([found / "initdb", "-D", self._data, *making], check=True, **self._quiet)

    @property
    def url(self) -> str:
        return f"postgres://{USER}@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Return once it answers."""
        where = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self._folder, "port": self._port}
        options = [f"--{name}={value}" for name, value in where.items()]
        self._process = subprocess.Popen([self._binaries / "postgres", "-D", self._data, *options], **self._quiet)
        wait_until(lambda: answers(self.url), 30, what="PostgreSQL has started")

    def stop(self, number: int = signal.SIGINT) -> None:
        """With the clients cut off: in order by SIGINT, as in a crash by SIGQUIT."""
        if self._process:
            self._process.send_signal(number)
            self._process.wait(30)
            self._process = None

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _quiet(self) -> dict[str, Any]:
        silent = subprocess.DEVNULL
        return {"stdout": silent, "stderr": silent, "cwd": self._folder, "user": owner()}


@contextmanager
def own_server() -> Iterator[Server]:
    """A server that has started and vanishes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="aime-postgres-"))
    shutil.chown(folder, owner())
    own = Server(folder)
    try:
        own.start()
        yield own
    finally:
        own.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server_url: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database: an empty one, or a copy of `template`."""
    name = f"aime_{uuid.uuid4().hex[:12]}"
    _execute(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def binaries() -> Path | None:
    """The folder of the newest server installed."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def owner() -> str:
    """PostgreSQL refuses to run as root."""
    return "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    with suppress(psycopg.OperationalError):
        _execute(url, "SELECT 1")
        return True
    return False


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
