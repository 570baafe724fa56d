"""Killing and stopping at random instants, and what must be true of the runs afterwards."""

import os
import random
import signal
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

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


class Trouble(NamedTuple):
    """From when until when somebody could not see to their work; for a kill it is one instant."""

    begins: float
    ends: float

    def met(self, asked: float, again: float, seconds: float) -> bool:
        """Whether a call was under way then, which takes `seconds` until its answer is kept; or was taken up by others
        from somebody who stood still right before making it.
        """
        was_in_flight = self.begins - seconds <= asked <= self.begins + POST_SECONDS
        was_at_the_door = self.begins <= asked <= self.ends <= again <= self.ends + POST_SECONDS
        return was_in_flight or was_at_the_door


@dataclass
class Killer:
    """Chance by a seed; remembers when it killed, and when it stopped somebody for longer than a lease."""

    sandbox: Sandbox
    seed: int
    troubles: list[Trouble] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def wait_for_work(self) -> None:
        """Until the run has gone on since the latest kill, and a moment more. Chance shall not meet one item so often
        that it is rightly given up.
        """
        last = self.troubles[-1].ends if self.troubles else 0.0
        what = f"work goes on after trouble {len(self.troubles)}"
        wait_until(lambda: self._arrived_after(last) and not self._worn().exists(), 60, what=what)
        time.sleep(self.random.uniform(0.0, 0.8))

    @staticmethod
    def _worn() -> QuerySet[RunItem]:
        return RunItem.objects.filter(outcome="", attempts__gte=settings.AIME_MAX_ATTEMPTS - 1)

    def _arrived_after(self, moment: float) -> bool:
        return any(received.time > moment for received in self.sandbox.record.all("euria"))

    def note(self) -> None:
        """Somebody has just been killed."""
        now = time.monotonic()
        self.troubles.append(Trouble(now, now))

    def kill_all(self, command: Command) -> None:
        command.kill()
        self.note()

    def kill_one(self, processes: list[Process]) -> bool:
        """One of them; False when there was none."""
        if not processes:
            return False
        with suppress(ProcessLookupError):
            os.kill(self._one(processes).pid, signal.SIGKILL)
        self.note()
        return True

    def stop_one(self, processes: list[Process], seconds: float) -> None:
        """One of them stands still for a while. Beyond a lease, others rightly take up what it holds."""
        pid, begins = self._one(processes).pid, time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            time.sleep(seconds)
        ends = time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
        if seconds >= settings.AIME_LEASE_SECONDS:
            self.troubles.append(Trouble(begins, ends))

    def _one(self, processes: list[Process]) -> Process:
        return self.random.choice(sorted(processes, key=lambda part: part.pid))

    def assert_survived(self, *runs: EnrichmentRun, seconds: float = 90) -> None:
        """The runs complete by themselves, each item once, and nothing was paid for twice but what was in flight."""
        for run in runs:
            self._assert_completed(run, seconds)
        self._assert_paid_once()

    def _assert_completed(self, run: EnrichmentRun, seconds: float) -> None:
        wait_until(lambda: not _state_is_active(run), seconds, what=f"run over after {len(self.troubles)} troubles")
        assert_counters_true(run)
        assert run.state == State.COMPLETED, [(phase.name, phase.state, phase.reason) for phase in run.phases.all()]
        for phase in ("descriptions", "artist_images"):
            found = outcomes(run, phase)
            assert Outcome.PENDING not in found, phase
            assert Outcome.FAILED not in found, list(RunItem.objects.filter(outcome="failed").values("label", "reason"))

    def _assert_paid_once(self) -> None:
        asked = defaultdict(list)
        for received in self.sandbox.record.all("euria", "chat"):
            asked[received.key].append(received.time)
        seconds = self.sandbox.latency.get("euria", 0.0) + HANDLING_SECONDS
        for key, times in asked.items():
            for moment, again in pairwise(times):
                caught = any(trouble.met(moment, again, seconds) for trouble in self.troubles)
                assert caught, f"{key} was paid for again though nothing met it: {times}, {self.troubles}"
            assert len(times) - 1 <= len(self.troubles)


def _state_is_active(run: EnrichmentRun) -> bool:
    run.refresh_from_db()
    return run.is_active
