"""One worker's turn at a run: claim, ask, settle, until nothing is left or the time is up.

Several slices may work at one run at once, in any number of processes; what each holds is under its own lease.
"""

import os
import queue
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from enrichment.engine import clock, lifecycle
from enrichment.engine.db_retry import retry_on_db_outage
from enrichment.engine.items import Tenure, prepare_chunk
from enrichment.engine.phase_worker import PhaseWorker
from enrichment.engine.rate_limit import PATIENCE_SECONDS, limiter_of
from enrichment.engine.threads import Answered, Desk
from enrichment.models import EnrichmentRun, PhaseState, RunPhase, State
from enrichment.phases.registry import PHASES

LOOK_SECONDS = 0.5
HELPERS_SECONDS = 2.0
Notice = Callable[[], None]


@dataclass
class Slice:
    """`on_time_up` is called when the time is up and work remains, before the last answers are awaited: the successor
    can begin meanwhile. `on_scale_out` is called every two seconds once every service asked has answered, while much
    remains: helpers may join.
    `on_look` is called about twice a second, for whoever shows progress. `is_time_up`: it ended before there was
    nothing more to do.
    """

    run: EnrichmentRun
    seconds: float | None = None
    on_time_up: Notice = lambda: None
    on_scale_out: Notice = lambda: None
    on_look: Notice = lambda: None
    owner: str = field(default_factory=lambda: f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}")
    is_time_up: bool = field(default=False, init=False)

    def work(self) -> None:
        """Work at the run until it is over, waits, or the time is up. Raises nothing for a failing service."""
        self._ends = time.monotonic() + self.seconds if self.seconds is not None else float("inf")
        while self._work_under_leases():
            pass

    def _work_under_leases(self) -> bool:
        """Whether they ran out before the work was over: what was held is given back then, and it begins anew."""
        self._outbox: queue.SimpleQueue[Answered] = queue.SimpleQueue()
        self._leases_due = self._look_due = self._helpers_due = 0.0
        self.is_time_up = False
        if not retry_on_db_outage(lifecycle.begin, self.run):
            return False
        self._stop = Tenure()
        self._desk = Desk()
        self._workers = {row.name: self._worker(row) for row in self.run.phases.filter(state=PhaseState.OPEN)}
        try:
            while self._turn():
                pass
        except KeyboardInterrupt:
            self._stop.set()
            raise  # a person wants the end at once: what is being asked is awaited by nobody
        except BaseException:
            self._leave()
            raise
        self._leave()
        run = retry_on_db_outage(lifecycle.close_if_over, self.run.pk)
        return self._stop.has_lapsed and run is not None and run.is_active

    def end_soon(self) -> None:
        """Finish what is under way and leave the rest to a successor, as if the time were up."""
        self._ends = time.monotonic()

    def _worker(self, row: RunPhase) -> PhaseWorker:
        phase_class = PHASES[row.name]
        service = phase_class.service
        phase = phase_class.connect(lambda one: limiter_of(one, self._stop, self._desk, lambda: self.is_time_up))
        pace, size = service.requests_per_minute, service.concurrency
        if pace > 0:
            size = min(size, max(1, int(pace / 2)))  # nobody waits longer than half a minute for a slot
        return PhaseWorker(self.run, row, phase, size, self.owner, self._outbox)

    def _turn(self) -> bool:
        """One round of the loop; False when this slice has nothing more to do."""
        self._look()
        if not self.is_time_up and time.monotonic() >= self._ends:
            self.is_time_up = True
            for worker in self._workers.values():
                worker.put_down()
            if any(worker.row.remaining > len(worker.leased) for worker in self._workers.values() if worker.is_open):
                self.on_time_up()
        wrote = False
        for worker in self._workers.values():
            if self._winding_down or not worker.is_open:
                worker.put_down()
            else:
                if self._can_prepare(worker):
                    worker.row = retry_on_db_outage(prepare_chunk, self.run, worker.row.pk, type(worker.phase))
                    worker.more_was_made()
                worker.fill()
            wrote |= worker.write_when_quiet()
        if all(worker.is_idle or (self._winding_down and not worker.leased) for worker in self._workers.values()):
            return not self._winding_down and self._worth_waiting()
        if not wrote:  # otherwise there may be more to claim, and no answer to wait for
            self._take()
        return True

    @property
    def _winding_down(self) -> bool:
        return self.is_time_up or self._stop.is_set()

    def _worth_waiting(self) -> bool:
        """Items are still being made, or a pause ends within this slice's time."""
        for worker in self._workers.values():
            worker.refresh()  # what was just written may let a later phase begin
        unfinished = [worker for worker in self._workers.values() if worker.row.state == PhaseState.OPEN]
        if any(self._can_prepare(worker) for worker in unfinished):
            return True
        pauses = [(worker.row.resume_at - clock.now()).total_seconds() for worker in unfinished if worker.row.resume_at]
        longest = min(PATIENCE_SECONDS, self._ends - time.monotonic())
        if not any(0 < pause < longest for pause in pauses):
            return False
        self._stop.wait(LOOK_SECONDS)
        return True

    def _can_prepare(self, worker: PhaseWorker) -> bool:
        earlier = self._workers.get(worker.phase.after)
        return worker.is_open and not worker.row.prepared and (earlier is None or earlier.row.is_through)

    def _take(self) -> None:
        """Wait a moment for answers and sort those that came."""
        try:
            answered = self._outbox.get(timeout=0.05)
        except queue.Empty:
            for worker in self._workers.values():
                worker.write_if_due()
            return
        while True:
            self._workers[answered.phase].take(answered)
            try:
                answered = self._outbox.get_nowait()
            except queue.Empty:
                return

    def _look(self) -> None:
        """Twice a second see whether the run was cancelled, and whether helpers may join; renew the leases when a third
        of them has passed.
        """
        now = time.monotonic()
        if now < self._look_due:
            return
        self._look_due = now + LOOK_SECONDS
        if found := retry_on_db_outage(EnrichmentRun.objects.filter(pk=self.run.pk).first):
            self.run = found
        else:
            self.run.state = State.CANCELLED  # somebody removed the run and its items: let go of them
        if self.run.state not in (State.QUEUED, State.RUNNING, State.PAUSED):
            self._stop.set()
        if now >= self._leases_due:
            self._leases_due = now + settings.AIME_LEASE_SECONDS / 3
            self._stop.prolong()
            retry_on_db_outage(clock.take_back)
            retry_on_db_outage(lifecycle.beat, self.run.pk)
            for worker in self._workers.values():
                worker.renew()
        for worker in self._workers.values():
            worker.refresh()
        rows = [worker.row for worker in self._workers.values()]
        due = not self._winding_down and now >= self._helpers_due
        if due and all(row.done or row.state != PhaseState.OPEN for row in rows):
            self._helpers_due = now + HELPERS_SECONDS
            if any(row.remaining > 2 * settings.AIME_BATCH_SIZE for row in rows if row.state == PhaseState.OPEN):
                self.on_scale_out()
        self.on_look()

    def _leave(self) -> None:
        """Write what has been answered, give back the rest, let the threads end."""
        self._stop.set()
        for worker in self._workers.values():
            worker.put_down()
        for worker in self._workers.values():
            worker.pool.close()
        self._desk.close()
        while not self._outbox.empty():
            answered = self._outbox.get()
            self._workers[answered.phase].take(answered)
        for worker in self._workers.values():
            worker.write()
