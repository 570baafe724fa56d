"""Supervised workers, each on a database of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.enrichment.jobs.supervised import Worker, manage


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database that is up to date."""
    folder = tmp_path_factory.mktemp("migrated")
    done = manage(folder, "migrate", "--verbosity=0")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def data_folder(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(migrated, tmp_path / "data"))


@pytest.fixture
def start_worker() -> Iterator[Callable[..., Worker]]:
    started: list[Worker] = []

    def start(folder: Path, **more: str) -> Worker:
        started.append(Worker(folder, **more))
        return started[-1]

    yield start
    for worker in started:
        worker.end()


@pytest.fixture
def worker(data_folder: Path, start_worker: Callable[..., Worker]) -> Worker:
    """A worker whose cluster has answered."""
    begun = start_worker(data_folder)
    begun.wait_for_answer()
    return begun
