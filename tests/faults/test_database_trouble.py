"""An SQLite file that is locked in the middle of a run: what was answered is written once it is free."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest
from django.db import connection

from collection.models import Album
from enrichment.models import State
from enrichment.sandbox import Sandbox
from tests.enrichment.running import finish, outcomes, start

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
