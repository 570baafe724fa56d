"""Commands as processes of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.enrichment.jobs.conftest import data_folder, migrated
from tests.enrichment.management.commandline import Running
from tests.enrichment.management.shell import Done, Shell, run_here

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


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs a command in this process as a shell would: `shell("enrich", "--limit", "5")`."""

    def run(*words: str) -> Done:
        capsys.readouterr()
        status = run_here(*words)
        return Done(status, *capsys.readouterr())

    return run
