"""A database that is locked, or away, in the middle of a run: what was answered is written once it is back."""

import sqlite3
import threading
import time
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from collection.models import Album
from enrichment.models import State
from enrichment.sandbox import Sandbox
from tests.cluster import database_url
from tests.enrichment.running import finish, outcomes, start
from tests.faults.conftest import Commands, Enqueue
from tests.faults.kills import Killer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def lock_for(path: str, seconds: float) -> None:
    """Hold the write lock of an SQLite file, as a backup or a curious person would."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute("ROLLBACK")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is locked as a whole")
def test_a_locked_file_is_waited_for(sandbox: Sandbox, albums: list[Album]) -> None:
    sandbox.latency = {"euria": 0.1}
    run = start()
    path = str(connection.settings_dict["NAME"])
    lock = threading.Timer(1.0, lock_for, (path, 21.0))
    lock.start()
    finish(run)
    lock.join()
    assert run.state == State.COMPLETED
    assert "failed" not in {*outcomes(run), *outcomes(run, "artist_images")}
    assert not sandbox.record.repeated("euria", "chat")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server")
@pytest.mark.live
def test_a_server_that_goes_away_and_comes_back_is_waited_for(
    sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue
) -> None:
    sandbox.latency = {"euria": 0.25}
    run, killer = enqueue(), Killer(sandbox, 0)
    command("worker").start()
    for seconds in (0.0, 6.0):
        killer.wait_for_work()
        go_away_for(seconds)
        killer.note()
    killer.assert_survived(run)


def go_away_for(seconds: float) -> None:
    """What a restart of the server is to its clients: every connection ends, and for a while no other is taken."""
    settings = connection.settings_dict
    name, url = settings["NAME"], urlunsplit(urlsplit(database_url())._replace(path="/template1"))
    connection.close()
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            time.sleep(seconds)
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
