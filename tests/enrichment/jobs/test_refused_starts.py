"""`serve` and `worker` against servers that refuse them: a minute of waiting, one sentence, exit status 3."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from enrichment.outages import Refusal
from tests import postgres
from tests.enrichment.management.commandline import Running
from tests.redis_server import redis_server
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240)]

LETS_NOBODY_IN_WITHOUT_ITS_PASSWORD = """host all aime,stranger 127.0.0.1/32 trust
host all guarded 127.0.0.1/32 scram-sha-256
"""


@pytest.fixture
def database_url() -> Iterator[str]:
    """A server's address up to its user; it asks `guarded` for a password, and knows no `stranger`."""
    if not postgres.binaries():
        postgres.skip()
    with postgres.own_server() as own:
        with psycopg.connect(own.url, autocommit=True) as connection:
            connection.execute("CREATE ROLE guarded LOGIN PASSWORD 'open-sesame'")
            found = connection.execute("SHOW hba_file").fetchone()
            assert found
            Path(found[0]).write_text(LETS_NOBODY_IN_WITHOUT_ITS_PASSWORD)
            connection.execute("SELECT pg_reload_conf()")
        wait_until(lambda: not postgres.answers(own.url.replace("aime", "guarded", 1)), what="the rules are read")
        yield own.url.removeprefix("postgres://aime").removesuffix("/postgres")


@pytest.fixture
def redis_address(tmp_path: Path) -> Iterator[str]:
    with redis_server(tmp_path, "--requirepass", "open-sesame", "--databases", "4") as address:
        yield address


def ends_refused(start: Running, refusal: Refusal) -> None:
    assert start.process.wait(120) == 3, start.output
    *_waiting, last = start.output.splitlines()
    assert last == f"AIME cannot start: {refusal.value}"
    assert start.output.count("; trying again.") <= 2
    for never in ("planted", "sesame", "Traceback"):
        assert never not in start.output


def test_a_start_that_is_refused_for_a_minute_ends_and_names_the_setting(
    tmp_path: Path, data_folder: Path, database_url: str, redis_address: str
) -> None:
    """All at once: each takes a minute."""
    at_databases = {
        f"postgres://guarded:planted{database_url}/postgres": Refusal.USER,
        f"postgres://stranger{database_url}/postgres": Refusal.USER,
        f"postgres://aime{database_url}/nowhere": Refusal.DATABASE,
        f"postgres://unlisted{database_url}/postgres": Refusal.RIGHTS,
    }
    at_queues = {
        f"redis://:planted@{redis_address}/0": Refusal.QUEUE_PASSWORD,
        f"redis://{redis_address}/0": Refusal.QUEUE_PASSWORD,
        f"redis://:open-sesame@{redis_address}/9": Refusal.QUEUE_DATABASE,
    }
    port = str(postgres.free_port())
    with ExitStack() as stack:

        def start(*words: str, **settings: str) -> Running:
            running = Running(data_folder, *words, **settings)
            stack.callback(running.end)
            return running

        worker = {start("worker", DATABASE_URL=url): refusal for url, refusal in at_databases.items()}
        queue = {start("worker", REDIS_URL=url): refusal for url, refusal in at_queues.items()}
        site = {
            start("serve", "--port", port, DATABASE_URL=next(iter(at_databases))): Refusal.USER,
            start("serve", "--port", port, REDIS_URL=next(iter(at_queues))): Refusal.QUEUE_PASSWORD,
        }
        for running, refusal in (worker | queue | site).items():
            ends_refused(running, refusal)


def test_a_start_begins_once_the_refusal_is_over(tmp_path: Path, database_url: str) -> None:
    """As where a machine and its servers are set up at the same time."""
    serve = Running(
        tmp_path / "data",
        "serve",
        "--port",
        str(postgres.free_port()),
        DATABASE_URL=f"postgres://aime{database_url}/later",
    )
    try:
        serve.wait_for('database "later" does not exist.*; trying again.', 60)
        with psycopg.connect(f"postgres://aime{database_url}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE later")
        serve.wait_for("AIME is at", 60)
        assert serve.stop() == 0
    finally:
        serve.end()
