"""A site in trouble: the sample on the test database, a slow stand-in, commands in processes of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collection.models import Album
from enrichment.models import EnrichmentRun
from enrichment.sandbox import Sandbox
from tests.builders import load_collection
from tests.cluster import child_environment
from tests.conftest import UNLIMITED
from tests.faults.background import SHORT_TIMES, Command

Commands = Callable[..., Command]
Enqueue = Callable[..., EnrichmentRun]


@pytest.fixture
def albums(transactional_db: None) -> list[Album]:
    """The sample collection, committed: other processes see it."""
    return load_collection()


@pytest.fixture
def command(sandbox: Sandbox, albums: list[Album], data_dir: Path, tmp_path: Path) -> Iterator[Commands]:
    """Make a command of this site; `changes` are settings. Whatever of it lives at the end is killed."""
    made: list[Command] = []

    def make(*words: str, **changes: str) -> Command:
        pace = {name: str(value) for name, value in UNLIMITED.items()}
        environment = child_environment(data_dir, **{**sandbox.environment(), **pace, **SHORT_TIMES, **changes})
        made.append(Command(environment, tmp_path / f"{words[0]}-{len(made)}.log", *words))
        return made[-1]

    yield make
    for each in made:
        each.kill()


@pytest.fixture
def enqueue(command: Commands) -> Enqueue:
    """Start a run in the background, as `manage.py enrich --background` does; `changes` are settings."""

    def start(**changes: str) -> EnrichmentRun:
        launched = command("enrich", "--background", **changes).start()
        assert launched.wait() == 0, launched.output
        return EnrichmentRun.objects.get()

    return start


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests with a `seed` run once, or as often as AIME_KILL_ROUNDS says, each time with other chances."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(int(os.environ.get("AIME_KILL_ROUNDS", "1"))))
