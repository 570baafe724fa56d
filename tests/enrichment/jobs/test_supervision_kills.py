"""A cluster of which any part is killed works again by itself, and leaves nothing behind."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.enrichment.jobs.supervised import Worker
from tests.enrichment.processes.proc import Process, session, wait_until

pytestmark = pytest.mark.live

PARTS: dict[str, Callable[[Worker], Process]] = {
    "the main process": lambda worker: worker.main,
    # It dies with the task queue's lock in its hands: no other process can take a task any more.
    "the idle worker": lambda worker: worker.cluster_part("idle"),
}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_cluster_works_again_after_the_kill_of(part: str, worker: Worker) -> None:
    main = worker.main
    os.kill(PARTS[part](worker).pid, signal.SIGKILL)

    wait_until(lambda: worker.main.pid != main.pid, 20, "another cluster")
    worker.wait_for_answer()

    wait_until(lambda: session(main.pid) == [], 5, "the end of the whole session")
    assert worker.rows("SELECT restarts FROM enrichment_workerheartbeat") == [(1,)]


@pytest.mark.slow
@pytest.mark.parametrize("part", ["pusher", "monitor"])
def test_a_cluster_mends_itself_after_the_kill_of_its(part: str, worker: Worker) -> None:
    os.kill(worker.cluster_part(part).pid, signal.SIGKILL)
    worker.wait_for_answer()


@pytest.mark.slow
def test_its_workers_die_of_the_signal_that_ends_one_which_works_too_long(worker: Worker) -> None:
    lines = Path(f"/proc/{worker.cluster_part('idle').pid}/status").read_text().splitlines()
    caught, ignored = (int(line.split()[1], 16) for line in sorted(lines) if line.startswith(("SigCgt", "SigIgn")))
    assert not (caught | ignored) >> (signal.SIGTERM - 1) & 1


@pytest.mark.slow
def test_a_cluster_ends_by_itself_when_its_supervisor_is_killed(worker: Worker) -> None:
    main = worker.main
    worker.process.kill()
    wait_until(lambda: session(main.pid) == [], 15, "the end of the cluster")
