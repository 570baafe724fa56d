"""A queue that cannot be used: said in a sentence, waited for by what waits, refused by what cannot wait."""

import socket
from pathlib import Path

import pytest

from tests.enrichment.jobs.supervised import manage
from tests.enrichment.management.commandline import Running
from tests.waiting import wait_until

KEYS = {"EURIA_API_KEY": "k", "EURIA_PRODUCT_ID": "1", "SPOTIFY_CLIENT_ID": "i", "SPOTIFY_CLIENT_SECRET": "s"}


def nobody() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return f"redis://:topsecret@127.0.0.1:{probe.getsockname()[1]}/0"


@pytest.mark.slow
def test_a_start_in_the_background_is_refused_before_there_is_a_run(data_folder: Path) -> None:
    done = manage(data_folder, "enrich", "--background", "--limit", "1", REDIS_URL=nobody(), **KEYS)
    assert done.returncode == 3
    assert done.stderr.startswith("AIME cannot start: The queue cannot be reached: see REDIS_URL (")
    assert len(done.stderr.splitlines()) == 1
    assert "topsecret" not in done.stderr


@pytest.mark.live
@pytest.mark.slow
def test_the_worker_waits_in_one_line_and_begins_no_cluster(data_folder: Path) -> None:
    worker = Running(data_folder, "worker", REDIS_URL=nobody())
    try:
        worker.wait_for("The queue cannot be reached .* see REDIS_URL; trying again.")
        wait_until(lambda: worker.process.poll() is None, 1)
        assert len(worker.output.splitlines()) == 2, worker.output
        assert "topsecret" not in worker.output
        assert worker.stop() == 0
    finally:
        worker.end()
