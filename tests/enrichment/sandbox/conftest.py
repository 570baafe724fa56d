from collections.abc import Callable, Iterator

import pytest

from enrichment.sandbox import Options, Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def faulty() -> Iterator[Callable[..., Sandbox]]:
    """Starts a stand-in with the given faults."""
    running: list[Sandbox] = []

    def start(*faults: str) -> Sandbox:
        running.append(Sandbox(options=Options(faults=faults)).start())
        return running[-1]

    yield start
    for each in running:
        each.stop()
