"""kill -9 of the web process while people start runs: a start that was confirmed is worked, and never two at once."""

import os
import signal
import time
from contextlib import suppress

import pytest

from enrichment.models import ACTIVE_STATES, EnrichmentRun, State
from enrichment.sandbox import Sandbox
from tests.enrichment.processes.proc import Process, children
from tests.enrichment.running import assert_counters_true
from tests.faults.background import Command
from tests.faults.conftest import Commands
from tests.faults.kills import Killer
from tests.faults.site import TOKEN, Impatient, free_port
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240)]


def web_server(served: Command) -> Process | None:
    return next((child for child in children(served.process.pid) if "gunicorn" in child.title), None)


def kill_web(killer: Killer, served: Command, *, whole: bool) -> None:
    """One of its processes, or all of them."""
    main = wait_until_there(served)
    with suppress(ProcessLookupError):
        if whole:
            os.killpg(main.pid, signal.SIGKILL)
        else:
            os.kill(killer.random.choice(children(main.pid) or [main]).pid, signal.SIGKILL)


def wait_for_answer(clients: Impatient) -> None:
    answered = len(clients.statuses)
    wait_until(lambda: len(clients.statuses) > answered, 30, what="an answer")


def wait_until_there(served: Command) -> Process:
    wait_until(lambda: web_server(served), 20, what="the web server")
    found = web_server(served)
    assert found is not None
    return found


def test_the_web_process_is_killed_while_runs_are_started(sandbox: Sandbox, command: Commands, seed: int) -> None:
    sandbox.latency = {"euria": 0.05}
    killer, port = Killer(sandbox, seed), free_port()
    served = command("serve", "--port", port, AIME_API_TOKEN=TOKEN).start()
    with Impatient(port) as clients:
        for kill in range(3):
            wait_for_answer(clients)
            time.sleep(killer.random.uniform(0.0, 0.5))
            kill_web(killer, served, whole=kill == 1)
    wait_until(lambda: not EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).exists(), 90, what="all runs over")

    assert set(clients.statuses) <= {202, 409}, clients.statuses
    runs = EnrichmentRun.objects.in_bulk()
    assert set(clients.started) <= set(runs), "a confirmed start was lost"
    assert {run.state for run in runs.values()} == {State.COMPLETED}
    for run in runs.values():
        assert_counters_true(run)
    assert not sandbox.record.repeated("euria", "chat"), "no worker died, so nothing is paid for twice"
