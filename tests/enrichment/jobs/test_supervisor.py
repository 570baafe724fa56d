"""What a supervisor does about its cluster: one that is played, by a clock of the test's own."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any, NoReturn
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django import Settings

from enrichment.jobs.queue import ANSWER, SWEEP
from enrichment.jobs.supervision import membership
from enrichment.jobs.supervision import supervisor as module
from enrichment.jobs.supervision.supervisor import Health, Obstacle, Supervisor
from enrichment.models import EnrichmentRun, State, Trigger, WorkerHeartbeat
from enrichment.outages import Outage, Patience, Refusal, Refused
from enrichment.processes import RestartingProcess

pytestmark = pytest.mark.django_db


class PlayedCluster:
    """In the place of the process that a cluster is."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.is_running = False
        self.exit_code: int | None = None
        self.starts = 0
        self.met: list[str] = []

    def start(self) -> "PlayedCluster":
        self.is_running, self.starts = True, self.starts + 1
        return self

    def ask_to_stop(self) -> None:
        self.met.append("asked")

    def stop(self, grace: float) -> None:
        self.met.append(f"stopped within {grace:g} s")

    def kill(self) -> None:
        self.is_running = False
        self.met.append("killed")


class Scene:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self.said: list[str] = []
        self.clusters: list[PlayedCluster] = []
        self.in_the_way: Obstacle | None = None
        played: dict[str, Any] = {
            "time": SimpleNamespace(monotonic=self.clock),
            "Patience": partial(Patience, clock=self.clock),
            "Health": partial(Health, clock=self.clock),
            "RestartingProcess": partial(RestartingProcess, clock=self.clock),
            "SharingChild": self.make_cluster,
            "obstacle": lambda: self.in_the_way,
            # The test's own connection stays open.
            "connection": Mock(),
            "connections": Mock(),
            "close_old_connections": Mock(),
            "is_full": lambda: False,
            "look_after_runs": lambda: None,
        }
        for name, value in played.items():
            monkeypatch.setattr(module, name, value)
        self.supervisor = Supervisor(self.said.append)

    def clock(self) -> float:
        return self.now

    def make_cluster(self, *words: str) -> PlayedCluster:
        self.clusters.append(PlayedCluster(*words))
        return self.clusters[-1]

    @property
    def cluster(self) -> PlayedCluster:
        (cluster,) = self.clusters
        return cluster

    @property
    def row(self) -> WorkerHeartbeat:
        return WorkerHeartbeat.objects.get()

    def run(self, seconds: int, step: int = 1) -> None:
        for _step in range(seconds // step):
            self.supervisor.tick()
            self.now += step

    def pings(self) -> list[Any]:
        return [queued.task["args"] for queued in OrmQ.objects.all() if queued.task["func"] == ANSWER]


@pytest.fixture
def scene(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Scene:
    settings.AIME_PING_SECONDS, settings.AIME_PING_STALE_SECONDS = 10, 80
    settings.AIME_LEASE_SECONDS, settings.AIME_STOP_GRACE_SECONDS = 300, 40
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "timeout": 300}
    return Scene(monkeypatch)


def test_what_is_in_the_way_is_said_at_once_and_again_every_minute(scene: Scene) -> None:
    scene.in_the_way = Obstacle("The database is away.")
    scene.run(60)
    assert scene.said == ["The database is away."]
    scene.run(60)
    assert scene.said == ["The database is away."] * 2
    assert not scene.clusters
    assert not WorkerHeartbeat.objects.exists(), "nobody takes it for a worker meanwhile"


def test_a_refusal_that_lasts_a_minute_ends_the_start(scene: Scene) -> None:
    scene.in_the_way = Obstacle("The database cannot be reached.", Refusal.USER)
    scene.run(60)
    with pytest.raises(Refused, match="correct DATABASE_URL"):
        scene.run(1)


def test_what_was_in_the_way_and_is_gone_delays_nothing_more(scene: Scene) -> None:
    scene.in_the_way = Obstacle("The database cannot be reached.", Refusal.USER)
    scene.run(59)
    scene.in_the_way = None
    scene.run(60, step=5)
    assert scene.cluster.starts == 1
    assert scene.said == ["The database cannot be reached."]


def test_a_cluster_begins_with_the_schedules_that_are_wanted(scene: Scene) -> None:
    scene.run(1)
    assert Schedule.objects.get().func == SWEEP
    assert scene.cluster.words == ("manage", "qguarded", f"--heartbeat={scene.row.pk}", "--verbosity=1")
    assert scene.cluster.is_running
    assert (scene.said, scene.row.restarts) == ([], 0)


def test_who_wants_to_see_more_has_a_cluster_that_tells_more(scene: Scene) -> None:
    scene.supervisor = Supervisor(scene.said.append, verbose=True)
    scene.run(1)
    assert scene.cluster.words[-1] == "--verbosity=2"


def test_a_cluster_is_pinged_by_its_row_and_again_when_it_has_answered(scene: Scene) -> None:
    scene.run(9)
    assert scene.pings() == [(scene.row.pk,)]
    assert scene.row.asked_at is not None
    WorkerHeartbeat.objects.update(asked_at=None, answered_at=timezone.now())
    scene.run(9)
    assert len(scene.pings()) == 2


def test_a_cluster_that_answers_is_left_alone(scene: Scene) -> None:
    for _answer in range(12):
        scene.run(10, step=5)
        WorkerHeartbeat.objects.update(asked_at=None, answered_at=timezone.now())
    assert (scene.cluster.starts, scene.row.restarts) == (1, 0)


def test_a_cluster_that_does_not_answer_is_ended_and_begun_anew(scene: Scene) -> None:
    scene.run(80, step=10)
    assert scene.cluster.met == []
    scene.run(50, step=10)
    assert scene.cluster.met == ["killed"]
    assert (scene.cluster.starts, scene.row.restarts) == (2, 1)


def test_one_whose_workers_are_busy_with_a_run_is_given_longer(scene: Scene) -> None:
    EnrichmentRun.objects.create(trigger=Trigger.API, state=State.RUNNING, heartbeat_at=timezone.now())
    scene.run(600, step=20)
    assert scene.cluster.met == []
    scene.run(80, step=20)
    assert scene.cluster.met == ["killed"]


def held_task() -> OrmQ:
    return OrmQ.objects.create(key="aime", payload="", lock=timezone.now() + timedelta(seconds=900))


def test_what_a_dead_cluster_held_is_due_when_its_successor_begins(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    caplog.set_level(logging.INFO, "enrichment.processes")
    scene.run(2)
    held = held_task()
    scene.cluster.is_running = False
    scene.run(3)
    held.refresh_from_db()
    assert scene.cluster.starts == 2
    assert "1 tasks that a dead worker had taken were released" in caplog.text
    assert held.lock is not None
    assert held.lock <= timezone.now()


def test_what_may_be_in_the_hands_of_another_machine_is_left_there(scene: Scene) -> None:
    scene.run(2)
    held = held_task()
    WorkerHeartbeat.objects.create(host="elsewhere", pid=1)
    scene.cluster.is_running = False
    scene.run(3)
    held.refresh_from_db()
    assert held.lock is not None
    assert held.lock > timezone.now()


def away(words: str) -> Callable[..., NoReturn]:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raise OperationalError(words)

    return refuse


def test_a_queue_that_goes_away_is_told_in_one_line_and_says_nothing_of_the_cluster(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.run(2)
    with monkeypatch.context() as while_away:
        while_away.setattr(membership, "beat", away("no connection\nDETAIL: nobody there"))
        scene.run(50)
    assert scene.said == ["The queue cannot be reached (no connection); trying again."]
    scene.run(2)
    assert len(scene.pings()) == 2, "it is asked anew"
    scene.run(75, step=5)
    assert scene.cluster.starts == 1, "the silence of that time is not counted"


@pytest.mark.parametrize("outage", [Outage.FULL, Outage.DAMAGED])
def test_a_full_disk_and_a_damaged_database_are_called_by_their_names(
    outage: Outage, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.run(1)
    monkeypatch.setattr(module, "outage_of", lambda _error: outage)
    monkeypatch.setattr(membership, "beat", away("disk I/O error"))
    scene.run(2)
    assert scene.said == [outage.sentence]


def test_another_disk_that_is_full_is_told_while_work_goes_on(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_full", lambda: True)
    scene.run(10)
    assert scene.said == [Outage.FULL.sentence]
    assert scene.cluster.is_running


def test_runs_are_looked_after_every_five_seconds(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    monkeypatch.setattr(module, "look_after_runs", lambda: looks.append(scene.now))
    scene.run(20)
    assert [look - 1000 for look in looks] == [1, 6, 11, 16]


def test_before_there_is_a_cluster_stopping_is_nothing(scene: Scene) -> None:
    scene.supervisor.ask_to_stop()
    scene.supervisor.stop()
    scene.supervisor.kill()
    assert not scene.clusters


def test_slices_hear_of_the_stop_before_the_cluster_does(scene: Scene) -> None:
    scene.run(1)
    scene.supervisor.ask_to_stop()
    assert (scene.row.stopping, scene.cluster.met) == (True, ["asked"])
    scene.supervisor.stop()
    assert scene.cluster.met == ["asked", "stopped within 40 s"]


def test_what_was_stopped_is_known_to_nobody_any_more(scene: Scene) -> None:
    scene.run(1)
    scene.supervisor.kill()
    scene.supervisor.kill()
    assert not WorkerHeartbeat.objects.exists()
    assert not scene.cluster.is_running


@pytest.mark.parametrize(("act", "meets"), [("ask_to_stop", "asked"), ("kill", "killed")])
def test_a_database_that_is_away_keeps_no_cluster_from_stopping(
    act: str, meets: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.run(1)
    for name in ("note", "forget"):
        monkeypatch.setattr(membership, name, away("the database is away"))
    getattr(scene.supervisor, act)()
    assert scene.cluster.met == [meets]
