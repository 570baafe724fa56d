"""A PostgreSQL server that is restarted in the middle of a run: nothing is lost or doubled, and only what was
in flight is paid for again.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import load_backend

from aime_site.servers import database
from collection.models import Album
from enrichment.models import RunItem
from enrichment.outages import Outage
from enrichment.sandbox import Sandbox
from tests import postgres
from tests.builders import load_collection
from tests.faults.conftest import Commands, Enqueue
from tests.faults.kills import Killer
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240)]

# For the first restart the workers' patience is enough, the second outlasts a lease and the supervisor's pings.
AWAY_SECONDS = (0.0, 6.0)


@pytest.fixture
def server(transactional_db: None) -> Iterator[postgres.Server]:
    """A server of the test's own, whatever the other tests use: Django's default database is on it until the end."""
    if not postgres.binaries():
        postgres.skip()
    with postgres.own_server() as own, default_database(own.url):
        yield own


@contextmanager
def default_database(url: str) -> Iterator[None]:
    """Django's default database is an empty one of AIME's at `url`, until the end."""
    usual = connections["default"]
    settings = {**usual.settings_dict, "OPTIONS": {}, **database(url)}
    connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connections["default"] = usual
        ContentType.objects.clear_cache()


@pytest.fixture
def albums(server: postgres.Server) -> list[Album]:
    """The sample, on that server."""
    return load_collection()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["in order", "as in a crash"])
def test_a_run_goes_on_by_itself_once_the_server_is_back(
    how: signal.Signals, server: postgres.Server, sandbox: Sandbox, command: Commands, enqueue: Enqueue
) -> None:
    sandbox.latency = {"euria": 0.25}
    run, killer = enqueue(), Killer(sandbox, 0)
    command("worker").start()
    for seconds in AWAY_SECONDS:
        killer.wait_for_work()
        connection.close()
        killer.note()
        server.stop(how)
        time.sleep(seconds)
        server.start()
        killer.note()
    assert RunItem.objects.filter(run=run, outcome="").exists(), "the run was over before the last restart"
    killer.assert_survived(run)


def test_a_run_in_a_terminal_waits_as_long_as_it_takes_and_ends_by_ctrl_c(
    server: postgres.Server, sandbox: Sandbox, albums: list[Album], command: Commands
) -> None:
    sandbox.latency = {"euria": 0.3}
    enrich = command("enrich").start()
    wait_until(lambda: sandbox.record.count("euria", "chat") > 3, 60, what="work begins")
    connection.close()
    server.stop()
    time.sleep(45)  # the worker of a queue gives up after half a minute, for another will come
    assert enrich.process.poll() is None
    assert enrich.output.count(Outage.AWAY.value) == 1
    assert enrich.tell(signal.SIGINT) == 130
    assert "manage.py enrich --resume" in enrich.output
    assert "Traceback" not in enrich.output
