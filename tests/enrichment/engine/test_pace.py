"""The pace as the service receives it: never more than the limit and one in any window."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from enrichment.sandbox import Sandbox
from tests.cluster import ROOT, child_environment
from tests.enrichment.engine.pacer import ask

pytestmark = pytest.mark.django_db(transaction=True)

PER_SECOND = 20
PER_MINUTE = PER_SECOND * 60


@pytest.mark.slow
def test_threads_together_keep_the_limit(sandbox: Sandbox, settings: Settings) -> None:
    settings.EURIA_REQUESTS_PER_MINUTE = PER_MINUTE
    ask(threads=8, calls=3)
    assert sandbox.record.count("euria") == 24
    assert sandbox.record.most_in_window("euria", 1.0) <= PER_SECOND + 1


@pytest.mark.slow
def test_processes_together_keep_the_limit(sandbox: Sandbox, data_dir: Path) -> None:
    environment = child_environment(data_dir, **sandbox.environment(), EURIA_REQUESTS_PER_MINUTE=str(PER_MINUTE))
    command = [sys.executable, "-m", "tests.enrichment.engine.pacer", "4", "3"]
    children = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert sandbox.record.count("euria") == 36
    assert sandbox.record.most_in_window("euria", 1.0) <= PER_SECOND + 1


@pytest.mark.slow
def test_one_429_silences_every_thread_for_as_long_as_the_service_asked(sandbox: Sandbox, settings: Settings) -> None:
    settings.EURIA_REQUESTS_PER_MINUTE = PER_MINUTE
    sandbox.faults.set(["rate_limited:euria:after=4:times=1:retry_after=2"])
    ask(threads=4, calls=4)
    received = sandbox.record.all("euria")
    limited = next(request for request in received if request.status == 429)
    later = [request.time - limited.time for request in received if request.time > limited.time]
    under_way = [wait for wait in later if wait < 0.5]
    assert len(under_way) <= 3, "only calls that had left already may arrive after the refusal"
    assert all(wait >= 1.9 for wait in later if wait >= 0.5)
    assert len([request for request in received if request.status == 200]) == 16
