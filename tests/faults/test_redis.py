"""Redis as the broker: it forgets what a dead cluster held, the rows do not."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from collection.models import Album
from enrichment.models import EnrichmentRun
from enrichment.sandbox import Sandbox
from tests.faults.conftest import Commands, Enqueue
from tests.faults.kills import Killer
from tests.faults.site import free_port
from tests.redis_server import redis_server

pytestmark = [pytest.mark.live, pytest.mark.slow]


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """The server that AIME_TEST_REDIS_URL names, or one of our own on 127.0.0.1."""
    if given := os.environ.get("AIME_TEST_REDIS_URL"):
        yield given
        return
    with redis_server(tmp_path) as address:
        yield f"redis://{address}/0"


def test_a_run_completes(
    sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue, redis_url: str
) -> None:
    enqueue(REDIS_URL=redis_url)
    command("worker", REDIS_URL=redis_url).start()
    Killer(sandbox, 0).assert_survived(EnrichmentRun.objects.get())


def test_a_run_whose_cluster_was_killed_completes_too(
    sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue, redis_url: str, seed: int
) -> None:
    sandbox.latency = {"euria": 0.25}
    killer = Killer(sandbox, seed)
    enqueue(REDIS_URL=redis_url)
    worker = command("worker", REDIS_URL=redis_url)
    for _ in range(2):
        worker.start()
        killer.wait_for_work()
        killer.kill_all(worker)
    worker.start()
    killer.assert_survived(EnrichmentRun.objects.get())


def test_a_start_while_redis_is_away_is_refused_and_leaves_no_run(albums: list[Album], command: Commands) -> None:
    nobody = f"redis://127.0.0.1:{free_port()}/0"
    refused = command("enrich", "--background", REDIS_URL=nobody).start()
    assert refused.wait() == 3
    assert "REDIS_URL" in refused.output
    assert not EnrichmentRun.objects.exists()
