"""PostgreSQL has few connections: a process that works at a run has two, however many threads ask services."""

from contextlib import ExitStack

import psycopg
import pytest
from django.db import connection

from collection.models import Album
from enrichment.models import EnrichmentRun, State
from enrichment.outages import Outage
from enrichment.sandbox import Sandbox
from tests import postgres
from tests.enrichment.running import outcomes
from tests.faults.conftest import Commands
from tests.faults.site import START, TOKEN, ask, free_port
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


class Crowd:
    """Others who have taken every connection that the server has, and AIME's own from it."""

    OUT = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE backend_type = 'client backend' AND pid <> ALL(%s)"
    )

    def __init__(self, url: str) -> None:
        self._url, self._stack = url, ExitStack()
        self._places: list[psycopg.Connection] = []

    def come(self) -> None:
        """Until the server lets nobody more in."""
        connection.close()
        while self._took_a_place():
            pass
        self._places[0].execute(self.OUT, [[place.info.backend_pid for place in self._places]])
        for _ in range(200):  # whoever was put out tries to come back
            self._took_a_place()

    def go(self) -> None:
        self._stack.close()

    def _took_a_place(self) -> bool:
        try:
            place = psycopg.connect(self._url, autocommit=True)
        except psycopg.OperationalError:
            return False
        self._places.append(self._stack.enter_context(place))
        return True


def test_a_server_that_lets_nobody_more_in_is_waited_for(
    server: postgres.Server, sandbox: Sandbox, albums: list[Album], command: Commands
) -> None:
    """What was never asked stays pending, and whoever watches has an answer."""
    sandbox.latency = {"euria": 0.2}
    port, crowd = free_port(), Crowd(server.url)
    calm = {"AIME_PING_STALE_SECONDS": "60", "Q_RETRY": "900"}  # a busy machine is slow, and this is no test of pings
    served = command("serve", "--port", port, AIME_API_TOKEN=TOKEN, EURIA_CONCURRENCY="8", **calm).start()
    assert ask(port, START, "POST").status_code == 202
    wait_until(lambda: sandbox.record.count("euria", "chat") > 5, 60, what=f"work begins: {served.output}")
    crowd.come()
    try:
        told = [ask(port, f"{START}/progress") for _ in range(10)]
    finally:
        crowd.go()
    for answer in told:
        assert answer.status_code == 200 or answer.json()["detail"] == Outage.AWAY.value
    assert 503 in {answer.status_code for answer in told}

    def is_over() -> bool:
        told = ask(port, f"{START}/progress").json()
        return bool(told.get("status") == "completed")

    wait_until(is_over, 120, what=f"the run goes on: {served.output}")
    run = EnrichmentRun.objects.get()
    assert "failed" not in {*outcomes(run), *outcomes(run, "artist_images")}
    assert "Traceback" not in served.output
