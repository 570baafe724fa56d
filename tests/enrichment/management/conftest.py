"""Commands as processes of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.enrichment.jobs.conftest import data_folder, migrated
from tests.enrichment.management.commandline import Running

__all__ = ["data_folder", "migrated"]


@pytest.fixture
def run_command() -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def run(folder: Path, *arguments: str, **more: str) -> Running:
        started.append(Running(folder, *arguments, **more))
        return started[-1]

    yield run
    for command in started:
        command.end()
