"""A disk that is full, or a database that is damaged: said in words wherever one looks, and nothing is begun on it.
Once there is room again, or a whole copy, all goes on by itself.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests
from django.db import connection

from collection.models import Album
from enrichment.outages import Outage
from enrichment.sandbox import Sandbox
from tests.enrichment.jobs.supervised import manage
from tests.faults.background import Command
from tests.faults.conftest import Commands
from tests.faults.site import START, TOKEN, ask, free_port
from tests.faults.small_disk import Disk, small_disk
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.live,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a server's disk is the server's own"),
]

OPEN = "SELECT count(*) FROM enrichment_runitem WHERE outcome = ''"
STATES = "SELECT state FROM enrichment_enrichmentrun"
OUTCOMES = "SELECT DISTINCT outcome FROM enrichment_runitem"


class Site:
    """A site on `folder`, with the sample collection, as programs and people see it."""

    def __init__(self, folder: Path, command: Commands) -> None:
        self.folder, self.port = folder, free_port()
        self.database = folder / "aime.sqlite3"
        self._command = command
        folder.mkdir()
        connection.ensure_connection()
        with closing(sqlite3.connect(self.database)) as copy:
            connection.connection.backup(copy)

    def command(self, *words: str) -> Command:
        url = f"sqlite:///{self.database}"
        # A machine with much else to do takes its time over a ping, and this is no test of pings.
        own = {
            "DATABASE_URL": url,
            "AIME_DATA_DIR": str(self.folder),
            "AIME_PING_STALE_SECONDS": "60",
            "Q_RETRY": "900",
        }
        return self._command(*words, **own, AIME_API_TOKEN=TOKEN, AIME_PUBLIC_WALL="on")

    def serve(self) -> Command:
        return self.command("serve", "--port", self.port)

    def ask(self, address: str, method: str = "GET") -> requests.Response:
        return ask(self.port, address, method)

    def rows(self, query: str) -> list[str]:
        with closing(sqlite3.connect(self.database, timeout=20)) as database:
            return [row[0] for row in database.execute(query)]

    def damage(self, table: str) -> None:
        """Overwrite where `table` begins; nobody has the file open."""
        with closing(sqlite3.connect(self.database)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (size,) = database.execute("PRAGMA page_size").fetchone()
            (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
        with self.database.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\x2a" * size)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


def refused(site: Site, outage: Outage) -> None:
    """Every way to look, and to start, tells the same."""
    for answer in (site.ask("/healthz"), site.ask(START, "POST")):
        assert (answer.status_code, answer.json()["detail"]) == (503, outage.value)
    enrich = site.command("enrich", "--force", "--yes").start()
    assert enrich.wait() == 3
    assert enrich.output.strip().endswith(outage.value)
    assert "Traceback" not in enrich.output


def test_a_disk_that_fills_up_in_mid_run_is_waited_for(
    disk: Disk, sandbox: Sandbox, albums: list[Album], command: Commands
) -> None:
    sandbox.latency = {"euria": 0.2}
    site = Site(disk.folder / "data", command)
    served = site.serve().start()
    assert site.ask(START, "POST").status_code == 202
    wait_until(lambda: sandbox.record.count("euria", "chat") > 5, 60, what=f"work begins: {served.output}")
    disk.fill()
    wait_until(lambda: site.ask("/healthz").status_code == 503, 10, what="the full disk is seen")
    assert site.ask("/healthz").json()["detail"] == Outage.FULL.value
    wait_until(lambda: Outage.FULL.value in served.output, 30, what="it is said on the terminal")
    assert site.ask(f"{START}/progress").status_code == 200
    said = served.output.splitlines()

    disk.free()
    wait_until(lambda: site.rows(STATES) == ["completed"], 120, what=f"the run goes on: {served.output}")
    assert set(site.rows(OUTCOMES)) <= {"enriched", "cached", "not_found", "review"}
    assert said[-1] == Outage.FULL.value
    assert set(served.output.splitlines()) == set(said), served.output
    assert site.ask("/healthz").json()["status"] == "ok"


def test_on_a_full_disk_nothing_is_started(
    disk: Disk, sandbox: Sandbox, albums: list[Album], command: Commands
) -> None:
    site = Site(disk.folder / "data", command)
    site.serve().start()
    disk.fill()
    refused(site, Outage.FULL)
    assert site.rows(STATES) == []
    disk.free()
    assert site.ask(START, "POST").status_code == 202


def test_a_damaged_database_is_named_until_a_copy_is_put_back(
    tmp_path: Path, sandbox: Sandbox, albums: list[Album], command: Commands
) -> None:
    site = Site(tmp_path / "site", command)
    whole = shutil.copy(site.database, tmp_path / "copy.sqlite3")
    site.damage("collection_album")
    served = site.serve().start()
    page = site.ask("/albums/1/")
    assert page.status_code == 503
    assert "The database is damaged" in page.text
    refused(site, Outage.DAMAGED)
    assert site.rows(STATES) == []

    assert served.tell() == 0
    assert "Traceback" not in served.output
    for ending in ("-wal", "-shm"):
        Path(f"{site.database}{ending}").unlink(missing_ok=True)
    shutil.copy(whole, site.database)
    site.serve().start()
    assert site.ask("/healthz").json()["status"] == "ok"
    assert site.ask(START, "POST").status_code == 202


@pytest.mark.parametrize("words", [["serve"], ["enrich"]], ids=" ".join)
def test_a_file_that_is_no_database_is_one_sentence_at_the_start(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "aime.sqlite3").write_bytes(b"a list of records" * 1000)
    ended = manage(tmp_path, *words)
    assert ended.returncode == 3
    assert ended.stderr == f"AIME cannot start: {Outage.DAMAGED.value}\n"
