"""kill -9 of any process at any instant: the run goes on by itself, and nothing is lost, doubled or paid for twice."""

import signal
from collections.abc import Callable

import pytest
from pytest_django import Settings

from collection.models import Album
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import create_run, is_interrupted
from enrichment.models import EnrichmentRun, Trigger
from enrichment.sandbox import Sandbox
from tests.enrichment.processes.proc import Process
from tests.faults.background import Command
from tests.faults.conftest import Commands, Enqueue
from tests.faults.kills import Killer
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240)]

KILLS = 3


@pytest.fixture
def killer(sandbox: Sandbox, seed: int) -> Killer:
    sandbox.latency = {"euria": 0.25, "spotify": 0.1}
    return Killer(sandbox, seed)


@pytest.fixture
def run(killer: Killer, albums: list[Album], enqueue: Enqueue) -> EnrichmentRun:
    """A run that waits for a worker."""
    return enqueue()


def kill_often(killer: Killer, background: Command, victims: Callable[[], list[Process]], kills: int = KILLS) -> None:
    """Kill one of `victims` again and again, each time after the work has gone on."""
    while len(killer.troubles) < kills:
        killer.wait_for_work()
        wait_until(lambda: killer.kill_one(victims()), 30, what="somebody to kill")


def test_a_worker_at_work_is_killed(run: EnrichmentRun, killer: Killer, command: Commands) -> None:
    cluster = command("qcluster").start()
    kill_often(killer, cluster, cluster.busy)
    killer.assert_survived(run)


def test_any_part_of_a_supervised_cluster_is_killed(run: EnrichmentRun, killer: Killer, command: Commands) -> None:
    worker = command("worker").start()
    kill_often(killer, worker, worker.parts)
    killer.assert_survived(run)


@pytest.mark.parametrize("name", ["qcluster", "worker"])
def test_everything_is_killed_at_once_and_started_again(
    name: str, run: EnrichmentRun, killer: Killer, command: Commands
) -> None:
    background = command(name)
    for _ in range(KILLS):
        background.start()
        killer.wait_for_work()
        killer.kill_all(background)
    background.start()
    killer.assert_survived(run)


def test_the_supervisor_alone_is_killed_and_leaves_nothing_that_works_on(
    run: EnrichmentRun, killer: Killer, command: Commands
) -> None:
    worker = command("worker")
    for _ in range(2):
        worker.start()
        killer.wait_for_work()
        worker.tell(signal.SIGKILL)
        killer.note()
        wait_until(lambda: not worker.parts(), 20, what="the end of its cluster")
    worker.start()
    killer.assert_survived(run)


def test_a_killed_command_is_taken_up_by_the_worker(albums: list[Album], killer: Killer, command: Commands) -> None:
    enrich = command("enrich").start()
    killer.wait_for_work()
    killer.kill_all(enrich)
    command("worker").start()
    killer.assert_survived(EnrichmentRun.objects.get())


def test_a_killed_command_is_resumed_by_hand(
    albums: list[Album], killer: Killer, command: Commands, settings: Settings
) -> None:
    settings.AIME_INTERRUPTED_SECONDS = 2
    killed, again = command("enrich"), command("enrich", "--resume")
    for each in (killed, again, again):
        each.start()
        killer.wait_for_work()
        killer.kill_all(each)
        wait_until(lambda: is_interrupted(EnrichmentRun.objects.get()), 10)
    assert again.start().wait() == 0, again.output
    killer.assert_survived(EnrichmentRun.objects.get())


def test_a_run_whose_starter_died_before_it_could_call_is_worked(
    killer: Killer, albums: list[Album], command: Commands
) -> None:
    run = create_run(RunRequest(), Trigger.API)
    command("worker").start()
    killer.assert_survived(run)
