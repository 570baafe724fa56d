"""All that people put around AIME at once: nginx and a path, PgBouncer, Valkey, and passwords full of signs."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import quote

import pytest

from aime_site.servers import sqlite_url
from collection.models import Album
from enrichment.sandbox import Sandbox
from enrichment.sandbox.catalogue import SAMPLE
from tests import postgres
from tests.aime_site.proxies import certificate, proxy
from tests.aime_site.test_proxies import SETTINGS, Browser
from tests.cluster import child_environment
from tests.faults.conftest import Commands
from tests.faults.site import START, free_port
from tests.pool import pool
from tests.redis_server import redis_server
from tests.test_moving_house import house, move, run
from tests.waiting import wait_until

PASSWORD = """a@b/c:d?e#f[g]h%i&j=k+l$m,n;o'p"q\\r s~t!"""
PATH = SETTINGS["SCRIPT_NAME"]

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def albums() -> list[Album]:
    """They come by a file."""
    return []


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings of a site on it."""
    if not postgres.binaries():
        postgres.skip()
    with ExitStack() as stack:
        server = stack.enter_context(postgres.own_server())
        pooled = stack.enter_context(pool(server.url, PASSWORD))
        valkey = stack.enter_context(redis_server(tmp_path, "--requirepass", PASSWORD))
        yield {
            **SETTINGS,
            "DATABASE_URL": f"{pooled}?disable_server_side_cursors=on",
            "REDIS_URL": f"valkey://:{quote(PASSWORD, safe='')}@{valkey}/0",
        }


@pytest.fixture
def behind_nginx(tmp_path: Path) -> Iterator[tuple[str, Browser]]:
    """The port that a site is to listen on, and somebody who comes by nginx."""
    if not which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"):
        pytest.skip("nginx is not installed: apt-get install nginx")
    port, trusted = free_port(), certificate(tmp_path)
    with proxy("nginx", int(port), tmp_path) as outside:
        yield port, Browser(outside, trusted)


def test_a_fresh_machine_serves_enriches_is_watched_and_moves_house(
    sandbox: Sandbox,
    command: Commands,
    ground: dict[str, str],
    behind_nginx: tuple[str, Browser],
    data_dir: Path,
    tmp_path: Path,
) -> None:
    sandbox.latency = {"euria": 0.2}
    port, browser = behind_nginx
    served = command("serve", "--port", port, **ground).start(seconds=120)
    assert f"AIME is at http://127.0.0.1:{port}{PATH}/" in served.output
    imported = command("import_collection", str(SAMPLE), **ground).start()
    assert imported.wait() == 0, imported.output
    password = re.search(r"Sign in as admin with the password (\S+)", served.output)
    assert password, served.output
    assert browser.sign_in(password[1]).headers["Location"] == f"{PATH}/"

    def told(address: str) -> dict[str, Any]:
        answer = browser.get(PATH + address)
        assert answer.status == 200, answer.data
        found: dict[str, Any] = answer.json()
        return found

    started = browser.post(PATH + START)
    assert started.status == 202, started.data
    wait_until(lambda: told("/healthz")["active_run"] == started.json()["run_id"], 30, what="the run is seen")
    progress = started.json()["progress_url"]
    assert progress.startswith(f"{PATH}/")
    wait_until(lambda: told(progress.removeprefix(PATH))["status"] == "completed", 120, what=served.output)

    reached = told(progress.removeprefix(PATH))
    assert (reached["errors"], reached["descriptions_added"] > 50) == (0, True), reached
    assert "This is a sample written by the local stand-in" in browser.get(f"{PATH}/albums/1/").data.decode()
    health = told("/healthz")
    assert (health["status"], health["active_run"], health["queue_depth"], len(health["workers"])) == ("ok", None, 0, 1)
    assert served.tell() == 0
    written = served.output + "".join(log.read_text() for log in (data_dir / "logs").iterdir())
    assert "Traceback" not in written
    assert "INFO" not in served.output
    assert not [form for form in (PASSWORD, quote(PASSWORD, safe="")) if form in written]

    here = child_environment(data_dir, **sandbox.environment(), **ground)
    there = house(tmp_path / "there", sqlite_url(tmp_path / "there.sqlite3"), sandbox)
    move(here, there, tmp_path / "moved.jsonl")
    asked = sandbox.record.count("euria")
    assert "Nothing to enrich" in run(there, "enrich")
    assert sandbox.record.count("euria") == asked
