"""Servers that cannot be reached: one sentence, an exit status, no traceback."""

import socket
import subprocess
from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from psycopg.errors import InvalidCursorName, UndefinedColumn, UndefinedTable
from redis.exceptions import ConnectionError as RedisConnectionError

from aime_site.environment import SettingsError
from aime_site.unusable import sentence
from tests.aime_site.test_start import manage
from tests.cases import mostly_slow


def caused_by(cause: psycopg.Error) -> ProgrammingError:
    """As Django hands on what the driver raised."""
    error = ProgrammingError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (SettingsError("DEBUG must be on or off."), "DEBUG must be on or off."),
        (
            OperationalError("no such table: enrichment_run"),
            "The database is not up to date: run `uv run manage.py migrate`.",
        ),
        (caused_by(UndefinedTable('relation "x" does not exist\nLINE 1')), "The database is not up to date"),
        (caused_by(UndefinedColumn('column "y" does not exist')), "The database is not up to date"),
        (
            OperationalError('prepared statement "_pg3_0" does not exist'),
            "The database cannot be used: see DATABASE_URL (prepared",
        ),
        (
            OperationalError('connection failed: database "x" does not exist'),
            "The database cannot be used: see DATABASE",
        ),
        (caused_by(InvalidCursorName('cursor "_django_curs_1" does not exist')), "The database stands behind a pool"),
        (InterfaceError("connection already closed"), "The database cannot be used: see DATABASE_URL (connection al"),
        (RedisConnectionError("Error 111 connecting"), "The queue cannot be reached: see REDIS_URL (Error 111"),
    ],
)
def test_what_is_away_is_one_sentence(error: Exception, wanted: str) -> None:
    assert sentence(error).startswith(wanted)
    assert "\n" not in sentence(error)


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("UNIQUE"),
        ProgrammingError('cursor "c" does not exist'),
        ProgrammingError("syntax error"),
        ValueError("x"),
    ],
)
def test_a_fault_keeps_its_traceback(error: Exception) -> None:
    assert sentence(error) == ""


def nobody() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def refused(ended: "subprocess.CompletedProcess[str]") -> str:
    assert ended.returncode == 3
    assert len(ended.stderr.splitlines()) == 1
    assert "secret" not in ended.stderr
    return ended.stderr


KEYS = {"EURIA_API_KEY": "k", "EURIA_PRODUCT_ID": "1", "SPOTIFY_CLIENT_ID": "i", "SPOTIFY_CLIENT_SECRET": "s"}


@pytest.mark.parametrize("command", mostly_slow(["enrich", "migrate", "verify_enrichment"], quick=0))
def test_no_postgresql_is_one_sentence_for_every_command(tmp_path: Path, command: str) -> None:
    url = f"postgres://me:secret@127.0.0.1:{nobody()}/aime"
    said = refused(manage(tmp_path / "data", command, DATABASE_URL=url, **KEYS))
    assert said.startswith("AIME cannot start: The database cannot be used: see DATABASE_URL (connection")


@pytest.mark.slow
def test_a_database_nobody_has_migrated_is_one_sentence(tmp_path: Path) -> None:
    assert "uv run manage.py migrate`" in refused(manage(tmp_path / "data", "enrich", **KEYS))


@pytest.mark.slow
def test_a_folder_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/aime.sqlite3"
    assert "unable to open database file" in refused(manage(tmp_path / "data", "migrate", DATABASE_URL=url))
