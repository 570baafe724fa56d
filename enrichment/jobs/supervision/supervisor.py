"""The supervisor of one machine's cluster."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.db import Error, close_old_connections, connection, connections
from django.utils.translation import gettext as _

from enrichment.jobs.planning import ensure_sweep, plan
from enrichment.jobs.slices import look_after_runs
from enrichment.jobs.supervision import heartbeat, queue
from enrichment.jobs.supervision.health import Health
from enrichment.jobs.supervision.readiness import obstacle
from enrichment.jobs.waiting import queue_errors
from enrichment.models import WorkerHeartbeat
from enrichment.outages import Outage, is_full, outage_of
from enrichment.processes import RestartingProcess, SharingChild
from enrichment.refusals import Patience

LOOK_SECONDS = 1.0
SWEEP_SECONDS = 5.0
SAY_AGAIN_SECONDS = 60.0

logger = logging.getLogger("enrichment.processes")


class Supervisor:
    """Looks after the cluster at each `tick`. Until the database can be used it waits, and `say`s why.

    Where it is refused for good, `tick` raises `Refused`.
    """

    def __init__(self, say: Callable[[str], None], *, verbose: bool = False) -> None:
        self._say, self._verbose = say, verbose
        self._row: WorkerHeartbeat | None = None
        self._keeper: RestartingProcess | None = None
        self._patience = Patience()
        if not verbose:
            queue.quieten()
        timeout = settings.Q_CLUSTER["timeout"]
        self.health = Health(settings.AIME_PING_SECONDS, settings.AIME_PING_STALE_SECONDS, hopeless=2 * timeout)
        self._look_due = self._sweep_due = self._say_due = 0.0

    def tick(self) -> None:
        if self._keeper:
            self._keeper.tick()
        if time.monotonic() < self._look_due:
            return
        self._look_due = time.monotonic() + LOOK_SECONDS
        try:
            close_old_connections()
            self._look() if self._row else self._set_up()
        except queue_errors() as error:
            outage = outage_of(error)
            if outage in (Outage.FULL, Outage.DAMAGED):
                self._complain(outage.sentence)
            else:
                reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
                self._complain(_("The queue cannot be reached (%(reason)s); trying again.") % {"reason": reason})
            self.health.begin_anew()
            connection.close()

    def ask_to_stop(self) -> None:
        """Slices see that the cluster is stopping and end with what is under way."""
        if self._row and self._keeper:
            with suppress(Error):
                heartbeat.note(self._row, stopping=True)
            self._keeper.ask_to_stop()

    def stop(self) -> None:
        if self._keeper:
            self._keeper.stop()

    def kill(self) -> None:
        if self._row and self._keeper:
            self._keeper.kill()
            with suppress(Error):
                heartbeat.forget(self._row)

    def _set_up(self) -> None:
        if why := obstacle():
            self._complain(why.sentence)
            self._patience.bear(why.refusal)
            return
        ensure_sweep()
        plan()
        self._row = heartbeat.register()
        arguments = ["qguarded", f"--heartbeat={self._row.pk}", f"--verbosity={2 if self._verbose else 1}"]
        self._keeper = RestartingProcess(
            "The background worker",
            SharingChild("manage", *arguments),
            grace=settings.AIME_STOP_GRACE_SECONDS,
            before_start=self._before_start,
        )
        self._keeper.tick()

    def _before_start(self, again: bool) -> None:
        """No process of this machine's cluster lives now."""
        self.health.begin_anew()
        with suppress(Error):
            if self._row and again:
                heartbeat.note_restart(self._row)
            if self._row and heartbeat.is_alone(self._row) and (held := queue.release_held_tasks()):
                logger.info("%d tasks that a dead worker had taken were released", held)
        connections.close_all()  # a connection is one process's alone

    def _look(self) -> None:
        if self._row is None or self._keeper is None:
            return
        self._row = heartbeat.beat(self._row)
        self.health.see(self._row.answered_at)
        if self._keeper.child.is_running:
            if self.health.is_hung(busy=queue.is_busy()):
                self._keeper.end("it no longer answers")
            elif self.health.wants_ping(outstanding=self._row.asked_at is not None):
                heartbeat.note(self._row, asked_at=self._row.beat_at)
                queue.ping(self._row.pk)
                self.health.sent()
        if time.monotonic() >= self._sweep_due:
            self._sweep_due = time.monotonic() + SWEEP_SECONDS
            look_after_runs()
            if is_full():  # caches, pictures and the log may be on another disk than the database
                self._complain(Outage.FULL.sentence)

    def _complain(self, sentence: str) -> None:
        """Once, and again every minute while it lasts."""
        if time.monotonic() >= self._say_due:
            self._say_due = time.monotonic() + SAY_AGAIN_SECONDS
            self._say(sentence)
