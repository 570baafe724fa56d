"""A PostgreSQL server of one's own on 127.0.0.1, or the one that `AIME_TEST_POSTGRES_URL` names."""

import os
import pwd
import shutil
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

from tests.waiting import wait_until

GIVEN = "AIME_TEST_POSTGRES_URL"
USER = "aime"


def is_available() -> bool:
    return bool(os.environ.get(GIVEN) or binaries())


@contextmanager
def server() -> Iterator[str]:
    """The address of a server on which databases may be made; one of our own vanishes at the end."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="aime-postgres-"))
    owner = _owner()
    shutil.chown(folder, owner)
    process = _start(folder, owner, port := _free_port())
    try:
        url = f"postgres://{USER}@127.0.0.1:{port}/postgres"
        wait_until(lambda: _answers(url), what="PostgreSQL has started")
        yield url
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"aime_{uuid.uuid4().hex[:12]}"
    _execute(server_url, f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _start(folder: Path, owner: str, port: int) -> "subprocess.Popen[bytes]":
    bin_folder, data = binaries(), folder / "data"
    assert bin_folder is not None, "PostgreSQL is not installed"
    quiet = _quiet(folder, owner)
    making: list[str | Path] = [
        bin_folder / "initdb",
        "-D",
        data,
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "-N",
    ]
    subprocess.run(making, check=True, **quiet)
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}", "-p", str(port)]
    return subprocess.Popen([bin_folder / "postgres", "-D", data, *options], **quiet)


def _quiet(folder: Path, owner: str) -> dict[str, Any]:
    return {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, "user": owner}


def binaries() -> Path | None:
    """The folder of the newest server installed."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def _owner() -> str:
    """PostgreSQL refuses to run as root."""
    return "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    with suppress(psycopg.OperationalError):
        _execute(url, "SELECT 1")
        return True
    return False


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
