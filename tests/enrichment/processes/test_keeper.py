"""When a child that ended is started again, by a clock of the test's own."""

from collections.abc import Callable
from typing import cast

import pytest

from enrichment.processes import Child, RestartingProcess


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
