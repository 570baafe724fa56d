"""PostgreSQL has few connections: a process that works at a run has two, however many threads ask services."""

import psycopg
import pytest

from collection.models import Album
from enrichment.models import EnrichmentRun, State
from enrichment.sandbox import Sandbox
from tests import postgres
from tests.faults.conftest import Commands
from tests.faults.test_server_restart import albums, server
from tests.waiting import wait_until

__all__ = ["albums", "server"]

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240)]
OPEN = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def test_a_process_has_two_connections_whatever_the_concurrency(
    server: postgres.Server, sandbox: Sandbox, albums: list[Album], command: Commands
) -> None:
    seen = [0]
    with psycopg.connect(server.url, autocommit=True) as watcher:
        enrich = command("enrich", EURIA_CONCURRENCY="8", SPOTIFY_CONCURRENCY="8").start()

        def is_over() -> bool:
            row = watcher.execute(OPEN).fetchone()
            seen.append(int(row[0]) if row else 0)
            return enrich.process.poll() is not None

        wait_until(is_over, 120, what="the run is completed")
    assert EnrichmentRun.objects.get().state == State.COMPLETED
    assert max(seen) == 2
