"""The supervised worker stops cleanly, and waits for what is not there yet."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.enrichment.jobs.supervised import Worker, manage
from tests.enrichment.processes.proc import session, wait_until

# That `serve` stops its worker cleanly is seen at every change.
pytestmark = [pytest.mark.live, pytest.mark.slow]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_cleanly_on(number: signal.Signals, worker: Worker) -> None:
    main = worker.main
    worker.process.send_signal(number)

    assert worker.process.wait(10) == 0
    wait_until(lambda: session(main.pid) == [], 5, "the end of the whole session")
    assert worker.rows("SELECT id FROM enrichment_workerheartbeat") == []
    assert worker.log.read_text().splitlines()[-1] == "Background work is off."


def test_a_worker_stops_though_its_cluster_hangs_and_ignores_the_signal(worker: Worker) -> None:
    main = worker.main
    os.kill(worker.cluster_part("idle").pid, signal.SIGKILL)
    time.sleep(0.5)
    worker.process.terminate()

    assert worker.process.wait(15) == 0
    wait_until(lambda: session(main.pid) == [], 5, "the end of the whole session")


def test_a_second_signal_ends_everything_at_once(worker: Worker) -> None:
    main = worker.main
    os.kill(main.pid, signal.SIGSTOP)  # it will not stop by itself
    for _again in range(2):
        worker.process.terminate()
        time.sleep(0.7)

    assert worker.process.wait(3) == 0
    wait_until(lambda: session(main.pid) == [], 5, "the end of the whole session")


def test_a_worker_waits_for_the_tables(tmp_path: Path, start_worker: Callable[..., Worker]) -> None:
    worker = start_worker(tmp_path)
    wait_until(lambda: "uv run manage.py migrate`" in worker.log.read_text(), 20)

    assert manage(tmp_path, "migrate", "--verbosity=0").returncode == 0

    worker.wait_for_answer()
    assert worker.log.read_text().count("waiting for") == 1


def test_a_worker_waits_for_a_database_that_is_away(tmp_path: Path, start_worker: Callable[..., Worker]) -> None:
    worker = start_worker(tmp_path, DATABASE_URL="postgres://aime:planted-password@127.0.0.1:9/aime")
    wait_until(lambda: "The database cannot be reached" in worker.log.read_text(), 20)

    worker.process.terminate()

    assert worker.process.wait(10) == 0
    assert "planted-password" not in worker.log.read_text()


def test_a_worker_names_the_setting_of_an_unusable_database_address(tmp_path: Path) -> None:
    done = manage(tmp_path, "worker", DATABASE_URL="nonsense")

    assert done.returncode == 3
    assert done.stderr.startswith("AIME cannot start: DATABASE_URL must look like")
    assert len(done.stderr.splitlines()) == 1
