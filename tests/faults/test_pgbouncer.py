"""PgBouncer in transaction pooling: each transaction may find itself on another connection of the server."""

from collections.abc import Iterator

import psycopg
import pytest

from aime_site.servers import database
from collection.models import Album
from enrichment.models import EnrichmentRun, State
from tests import postgres
from tests.builders import load_collection
from tests.faults.conftest import Commands, Enqueue
from tests.faults.test_server_restart import default_database
from tests.pool import pool
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def pooled(transactional_db: None) -> Iterator[str]:
    """Django's default database is a new one behind a pool, whose address this is."""
    if not postgres.binaries():
        postgres.skip()
    with postgres.own_server() as own, pool(own.url) as url:
        pooled = f"{url}?disable_server_side_cursors=on"
        with default_database(pooled):
            yield pooled


@pytest.fixture
def albums(pooled: str) -> list[Album]:
    """The sample, behind the pool."""
    return load_collection()


def read_while_another_takes_our_connection(url: str) -> int:
    rows = Album.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=10)
    seen = [next(rows)]
    with psycopg.connect(url.partition("?")[0]) as other:
        other.execute("SELECT 1")  # in a transaction, on the connection that we had a moment ago
        seen += rows
    return len(seen)


def test_long_lists_are_read_whole_whoever_else_is_served(pooled: str, albums: list[Album]) -> None:
    assert len(albums) > 10
    assert read_while_another_takes_our_connection(pooled) == len(albums)


def test_a_pool_is_known_by_its_port() -> None:
    assert database("postgres://u@h:6432/n")["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert database("postgres://u@h:5432/n")["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_everything_works_beside_a_run(pooled: str, command: Commands, enqueue: Enqueue) -> None:
    settings = {"DATABASE_URL": pooled}
    run = enqueue(**settings)
    worker = command("worker", **settings).start()
    for words in (["verify_enrichment", "--json"], ["export_collection"], ["schedule"], ["refresh"]):
        beside = command(*words, **settings).start()
        assert beside.wait() in (0, 1), beside.output
        assert "Traceback" not in beside.output
    wait_until(lambda: EnrichmentRun.objects.get(pk=run.pk).state == State.COMPLETED, 120, what="the run is completed")
    assert not Album.objects.filter(ai_description="").exists()
    assert "Traceback" not in worker.output
