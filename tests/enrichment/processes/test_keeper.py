"""When a child that ended is started again, by a clock of the test's own; and how the keeping of several ends."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, cast
from unittest.mock import Mock, call

import pytest

from enrichment.processes import Child, Managed, Once, RestartingProcess, keeper, run_until_stopped
from enrichment.processes.keeper import Site


class FakeChild:
    def __init__(self) -> None:
        self.is_running = False
        self.starts = self.kills = 0
        self.exit_code: int | None = None

    def start(self) -> None:
        self.is_running = True
        self.starts += 1

    def kill(self) -> None:
        self.is_running = False
        self.kills += 1

    def dies(self, status: int = 0) -> None:
        self.is_running, self.exit_code = False, status


class Scene:
    def __init__(self) -> None:
        self.now = 0.0
        self.child = FakeChild()
        self.restarts: list[bool] = []
        self.keeper = RestartingProcess(
            "The child", cast("Child", self.child), before_start=self.restarts.append, clock=lambda: self.now
        )

    def run(self, seconds: float) -> None:
        """Half-second ticks, as in life."""
        for _tick in range(int(seconds * 2)):
            self.keeper.tick()
            self.now += 0.5


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.run(0.5)
    return scene


def test_it_starts_at_once(scene: Scene) -> None:
    assert (scene.child.starts, scene.restarts) == (1, [False])


@pytest.mark.parametrize(
    "end",
    [lambda scene: scene.child.dies(0), lambda scene: scene.child.dies(1), lambda scene: scene.keeper.end("it hangs")],
    ids=["by itself, well", "by itself, badly", "killed for hanging"],
)
def test_it_starts_again_after_any_end(end: Callable[[Scene], None], scene: Scene) -> None:
    end(scene)
    scene.run(2)
    assert (scene.child.starts, scene.restarts) == (2, [False, True])
    assert scene.child.kills == 1, "what a dead main process left is ended"


def test_one_that_dies_young_waits_longer_each_time(scene: Scene) -> None:
    waits = []
    for _death in range(8):
        scene.child.dies()
        died = scene.now
        while not scene.child.is_running:
            scene.run(0.5)
        waits.append(round(scene.now - died - 0.5))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_one_that_lived_long_starts_again_without_the_wait(scene: Scene) -> None:
    for _death in range(4):
        scene.child.dies()
        scene.run(20)
    scene.run(60)
    scene.child.dies()
    scene.run(2)
    assert scene.child.is_running


class Noting:
    """Something kept going, which notes what it is told."""

    def __init__(self, name: str, notes: list[str], **acts: Callable[[], object]) -> None:
        self.name, self.notes, self.acts = name, notes, acts

    def _note(self, what: str) -> None:
        self.notes.append(f"{self.name} {what}")
        self.acts.get(what, lambda: None)()

    def tick(self) -> None:
        self._note("ticks")

    def ask_to_stop(self) -> None:
        self._note("asked")

    def stop(self) -> None:
        self._note("stopped")

    def kill(self) -> None:
        self._note("killed")


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[object]]]:
    """Who hears the signals; afterwards the same as before, whatever a test does."""
    monkeypatch.setattr(keeper, "TICK_SECONDS", 0.01)
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield lambda: [signal.getsignal(number) for number in numbers]
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def test_all_are_asked_to_stop_before_any_is_waited_for(handlers: Callable[[], list[object]]) -> None:
    notes: list[str] = []
    over = threading.Event()
    run_until_stopped(Noting("the site", notes), Noting("the worker", notes, ticks=over.set), stop=over)
    told = ("ticks", "asked", "stopped", "killed")
    assert notes == [f"{name} {what}" for what in told for name in ("the site", "the worker")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "a service manager's stop"])
def test_a_signal_ends_the_keeping_and_is_heard_as_before_afterwards(
    number: signal.Signals, handlers: Callable[[], list[object]]
) -> None:
    before, notes = handlers(), list[str]()
    run_until_stopped(Noting("it", notes, ticks=lambda: os.kill(os.getpid(), number)))
    assert notes == ["it ticks", "it asked", "it stopped", "it killed"]
    assert handlers() == before


def test_a_second_signal_waits_for_nobody_and_leaves_nothing(handlers: Callable[[], list[object]]) -> None:
    before, notes = handlers(), list[str]()
    again = Noting("first", notes, stopped=lambda: os.kill(os.getpid(), signal.SIGTERM))
    over = threading.Event()
    over.set()
    run_until_stopped(again, Noting("second", notes), stop=over)
    assert notes == ["first asked", "second asked", "first stopped", "first killed", "second killed"]
    assert handlers() == before


def test_an_error_in_one_ends_all_and_is_told(handlers: Callable[[], list[object]]) -> None:
    def refuse() -> None:
        raise RuntimeError("the database refuses for good")

    before, notes = handlers(), list[str]()
    with pytest.raises(RuntimeError, match="for good"):
        run_until_stopped(Noting("first", notes), Noting("second", notes, ticks=refuse))
    assert notes[-2:] == ["first killed", "second killed"]
    assert handlers() == before


def test_what_is_run_once_ends_the_keeping_with_its_own_end() -> None:
    child, over = FakeChild(), threading.Event()
    once = Once(cast("Child", child), over, grace=1)
    child.start()
    once.tick()
    assert not over.is_set()
    child.dies()
    once.tick()
    assert over.is_set()


@pytest.mark.parametrize(
    ("host", "looked_at"), [("0.0.0.0", "127.0.0.1"), ("192.168.1.5", "192.168.1.5")], ids=["all addresses", "one"]
)
def test_a_site_has_arrived_once_its_port_takes_a_connection(
    host: str, looked_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []
    arrivals: list[str] = []

    def connect(address: tuple[str, int], timeout: float) -> Any:
        asked.append(address)
        if len(asked) < 3:
            raise ConnectionRefusedError
        return Mock()

    monkeypatch.setattr("enrichment.processes.keeper.socket.create_connection", connect)
    child = FakeChild()
    site = Site(cast("Child", child), host, 8000, lambda: arrivals.append("here"), lambda _again: None)
    for _tick in range(2):
        site.tick()
    assert (child.starts, arrivals) == (1, [])
    for _tick in range(5):
        site.tick()
    assert arrivals == ["here"]
    assert asked == [(looked_at, 8000)] * 3


@pytest.mark.parametrize("kind", ["restarted", "run once", "a site"])
def test_whatever_is_kept_hands_on_what_it_is_told(kind: str) -> None:
    child = Mock(is_running=True)
    kept: dict[str, Callable[[], Managed]] = {
        "restarted": lambda: RestartingProcess("The child", child, grace=7),
        "run once": lambda: Once(child, threading.Event(), grace=7),
        "a site": lambda: Site(child, "127.0.0.1", 8000, Mock(), Mock()),
    }
    one = kept[kind]()
    one.ask_to_stop()
    one.stop()
    one.kill()
    grace = 15 if kind == "a site" else 7
    assert child.mock_calls == [call.ask_to_stop(), call.stop(grace), call.kill()]


def test_an_end_that_nobody_wanted_is_told_with_its_status(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    scene.child.dies(-9)
    scene.run(2)
    assert "The child ended by itself (status -9); it is restarted" in caplog.text
    scene.keeper.end("it no longer answers")
    scene.run(4)
    assert "The child: it no longer answers; it is restarted" in caplog.text
    assert caplog.text.count("ended by itself") == 1, "the second end was ours"


def test_one_that_was_ended_for_hanging_and_dies_later_leaves_nothing_either(scene: Scene) -> None:
    scene.keeper.end("it hangs")
    scene.run(4)
    scene.child.dies()
    scene.run(4)
    assert (scene.child.starts, scene.child.kills) == (3, 2)
