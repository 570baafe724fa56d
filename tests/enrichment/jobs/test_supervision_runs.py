"""A worker that is told to stop in the middle of a run, and the next one that takes it up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enrichment.sandbox import Options, Sandbox
from enrichment.sandbox.catalogue import SAMPLE
from tests.enrichment.jobs.supervised import Worker, manage
from tests.enrichment.processes.proc import children, wait_until

pytestmark = pytest.mark.live

PENDING = "SELECT COUNT(*) FROM enrichment_runitem WHERE outcome = ''"
HELD = "SELECT COUNT(*) FROM enrichment_runitem WHERE owner <> ''"
SETTLED = "SELECT COUNT(*) FROM enrichment_runitem WHERE outcome <> ''"
COUNTED = "SELECT SUM(enriched + cached + kept + not_found + review + failed) FROM enrichment_runphase"
STATE = "SELECT state FROM enrichment_enrichmentrun"


@pytest.fixture
def slow_sandbox() -> Iterator[Sandbox]:
    """Half a second a text: two at a time, the sample takes twenty seconds."""
    with Sandbox(options=Options(latency={"euria": 0.5})) as sandbox:
        yield sandbox


@pytest.mark.slow
def test_a_stopped_worker_ends_with_what_is_under_way_and_the_next_one_has_the_rest(
    data_folder: Path, slow_sandbox: Sandbox, start_worker: Callable[..., Worker]
) -> None:
    quick = {"EURIA_CONCURRENCY": "2", "EURIA_REQUESTS_PER_MINUTE": "6000", "SPOTIFY_REQUESTS_PER_MINUTE": "6000"}
    own = {**slow_sandbox.environment(), **quick, "AIME_BATCH_SECONDS": "0.5"}
    manage(data_folder, "import_collection", str(SAMPLE))
    called = manage(data_folder, "enrich", "--background", **own)
    assert (called.returncode, "INFO" in called.stderr) == (0, False), called.stderr
    worker = start_worker(data_folder, **own)
    wait_until(lambda: worker.rows(SETTLED)[0][0] > 5, 30)

    worker.process.terminate()

    assert worker.process.wait(4.5) == 0, "a slice of 25 seconds was not waited for"
    assert worker.rows(HELD) == [(0,)]
    assert worker.rows(PENDING)[0][0] > 20
    assert worker.rows(SETTLED) == worker.rows(COUNTED)
    calls = slow_sandbox.record.count("euria", "chat")

    slow_sandbox.latency = {}
    start_worker(data_folder, **own)
    wait_until(lambda: worker.rows(STATE) == [("completed",)], 40)
    assert worker.rows(PENDING) == [(0,)]
    assert worker.rows(SETTLED) == worker.rows(COUNTED)
    assert slow_sandbox.record.count("euria", "chat") == 84, f"{calls} texts were paid for before the stop, none twice"


@pytest.mark.slow
def test_a_fresh_worker_takes_the_place_of_one_that_has_worked_at_a_run(
    data_folder: Path, start_worker: Callable[..., Worker]
) -> None:
    with Sandbox() as sandbox:
        manage(data_folder, "import_collection", str(SAMPLE))
        worker = start_worker(data_folder, **sandbox.environment())
        worker.wait_for_answer()
        main = worker.main

        def idle() -> set[int]:
            return {part.pid for part in children(main.pid) if "idle" in part.title}

        before = wait_until(idle, 10)
        manage(data_folder, "enrich", "--background", "--limit", "2", **sandbox.environment())

        wait_until(lambda: worker.rows(STATE) == [("completed",)], 40)
        wait_until(lambda: idle() - before, 10, "another worker")
    worker.wait_for_answer()
    assert worker.main.pid == main.pid
    assert worker.rows("SELECT restarts FROM enrichment_workerheartbeat") == [(0,)]
