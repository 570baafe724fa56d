"""Killing at random instants, and what must be true of the run afterwards."""

import os
import random
import signal
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import QuerySet

from enrichment.models import EnrichmentRun, Outcome, RunItem, State
from enrichment.sandbox import Sandbox
from tests.enrichment.processes.proc import Process
from tests.enrichment.running import assert_counters_true, outcomes
from tests.faults.background import Command
from tests.waiting import wait_until

# From an answer's arrival to its cache file, on a busy machine.
HANDLING_SECONDS = 1.5
# What the dead had sent may arrive a little after them.
POST_SECONDS = 0.2


@dataclass
class Killer:
    """Chance by a seed; remembers when it killed."""

    sandbox: Sandbox
    seed: int
    moments: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def wait_for_work(self) -> None:
        """Until the run has gone on since the latest kill, and a moment more. Chance shall not meet one item so often
        that it is rightly given up.
        """
        last = self.moments[-1] if self.moments else 0.0
        what = f"work goes on after kill {len(self.moments)}"
        wait_until(lambda: self._arrived_after(last) and not self._worn().exists(), 60, what=what)
        time.sleep(self.random.uniform(0.0, 0.8))

    @staticmethod
    def _worn() -> QuerySet[RunItem]:
        return RunItem.objects.filter(outcome="", attempts__gte=settings.AIME_MAX_ATTEMPTS - 1)

    def _arrived_after(self, moment: float) -> bool:
        return any(received.time > moment for received in self.sandbox.record.all("euria"))

    def note(self) -> None:
        """Somebody has just been killed."""
        self.moments.append(time.monotonic())

    def kill_all(self, command: Command) -> None:
        command.kill()
        self.note()

    def kill_one(self, processes: list[Process]) -> bool:
        """One of them; False when there was none."""
        if not processes:
            return False
        with suppress(ProcessLookupError):
            os.kill(self.random.choice(sorted(processes, key=lambda part: part.pid)).pid, signal.SIGKILL)
        self.note()
        return True

    def assert_survived(self, run: EnrichmentRun, seconds: float = 90) -> None:
        """The run completes by itself, each item once, and nothing was paid for twice but what was in flight."""
        wait_until(lambda: not _state_is_active(run), seconds, what=f"run over after {len(self.moments)} kills")
        assert_counters_true(run)
        assert run.state == State.COMPLETED, [(phase.name, phase.state, phase.reason) for phase in run.phases.all()]
        for phase in ("descriptions", "artist_images"):
            found = outcomes(run, phase)
            assert Outcome.PENDING not in found, phase
            assert Outcome.FAILED not in found, list(RunItem.objects.filter(outcome="failed").values("label", "reason"))
        self._assert_paid_once()

    def _assert_paid_once(self) -> None:
        asked = defaultdict(list)
        for received in self.sandbox.record.all("euria", "chat"):
            asked[received.key].append(received.time)
        latency = self.sandbox.latency.get("euria", 0.0)
        for key, times in asked.items():
            for moment in times[:-1]:
                caught = [kill for kill in self.moments if -POST_SECONDS <= kill - moment <= latency + HANDLING_SECONDS]
                assert caught, f"{key} was paid for again though no kill met it: {times}, kills at {self.moments}"
            assert len(times) - 1 <= len(self.moments)


def _state_is_active(run: EnrichmentRun) -> bool:
    run.refresh_from_db()
    return run.is_active
