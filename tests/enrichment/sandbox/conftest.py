from collections.abc import Callable, Iterator

import pytest

from enrichment.sandbox import Sandbox


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """Without faults, latency and memory of the test before."""
    running.record.clear()
    running.faults.clear()
    running.latency = {}
    return running


@pytest.fixture
def faulty(sandbox: Sandbox) -> Callable[..., Sandbox]:
    """Replaces the faults of the stand-in by the given ones."""

    def spoil(*faults: str) -> Sandbox:
        sandbox.faults.set(faults)
        return sandbox

    return spoil
