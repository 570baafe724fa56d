"""The supervisor of one machine's cluster: it waits until database and queue can be used, keeps the cluster running,
and judges by pings whether it hangs.
"""

import logging
import pkgutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import Error, close_old_connections, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F
from django.utils.translation import gettext as _

from collection.commands import typed
from enrichment.jobs import queue
from enrichment.jobs.planning import ensure_sweep, plan
from enrichment.jobs.slices import look_after_runs
from enrichment.jobs.supervision import membership
from enrichment.models import WorkerHeartbeat
from enrichment.outages import Outage, Patience, Refusal, is_full, outage_of, refusal_of
from enrichment.processes import RestartingProcess, SharingChild

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
        except queue.queue_errors() as error:
            outage = outage_of(error)
            if outage in (Outage.FULL, Outage.DAMAGED):
                self._complain(outage.sentence)
            else:
                words = _("The queue cannot be reached (%(reason)s); trying again.")
                self._complain(words % {"reason": _first_line(error)})
            self.health.begin_anew()
            connection.close()

    def ask_to_stop(self) -> None:
        """Slices see that the cluster is stopping and end with what is under way."""
        if self._row and self._keeper:
            with suppress(Error):
                membership.note(self._row, stopping=True)
            self._keeper.ask_to_stop()

    def stop(self) -> None:
        if self._keeper:
            self._keeper.stop()

    def kill(self) -> None:
        if self._row and self._keeper:
            self._keeper.kill()
            with suppress(Error):
                membership.forget(self._row)

    def _set_up(self) -> None:
        if why := obstacle():
            self._complain(why.sentence)
            self._patience.bear(why.refusal)
            return
        ensure_sweep()
        plan()
        self._row = membership.register()
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
                membership.note(self._row, restarts=F("restarts") + 1, asked_at=None)
            if self._row and membership.is_alone(self._row) and (held := queue.release_held_tasks()):
                logger.info("%d tasks that a dead worker had taken were released", held)
        connections.close_all()  # a connection is one process's alone

    def _look(self) -> None:
        if self._row is None or self._keeper is None:
            return
        self._row = membership.beat(self._row)
        self.health.see(self._row.answered_at)
        if self._keeper.child.is_running:
            if self.health.is_hung(busy=membership.is_busy()):
                self._keeper.end("it no longer answers")
            elif self.health.wants_ping(outstanding=self._row.asked_at is not None):
                membership.note(self._row, asked_at=self._row.beat_at)
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


class Health:
    """Judges by pings whether a cluster hangs. Knows no database: the caller says what it sees.

    `every`, `stale` and `hopeless` are seconds.

    A ping may wait behind working slices, so a silent cluster counts as hung after `stale` only while no run shows
    signs of life, and after `hopeless` in any case. Of several machines' clusters any may answer a ping: only an
    answer of one's own cluster ends the waiting, and pings that others answer follow each other faster.
    """

    def __init__(
        self, every: float, stale: float, hopeless: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.every, self.stale, self.hopeless = every, stale, hopeless
        self._clock = clock
        self._last_answer: datetime | None = None
        self._sent_at: float | None = None
        self._waiting_since: float | None = None

    def see(self, answered_at: datetime | None) -> None:
        """Take note of the cluster's latest answer."""
        if answered_at != self._last_answer:
            self._last_answer, self._waiting_since = answered_at, None

    def wants_ping(self, *, outstanding: bool) -> bool:
        """Whether to send one now; one that is not answered for long is taken for lost."""
        if self._sent_at is None:
            return True
        since = self._clock() - self._sent_at
        if outstanding:
            return since >= self.stale / 2
        return since >= (self.every if self._waiting_since is None else self.every / 5)

    def sent(self) -> None:
        self._sent_at = self._clock()
        self._waiting_since = self._waiting_since if self._waiting_since is not None else self._sent_at

    def is_hung(self, *, busy: bool) -> bool:
        if self._waiting_since is None:
            return False
        return self._clock() - self._waiting_since > (self.hopeless if busy else self.stale)

    def begin_anew(self) -> None:
        """The cluster was restarted, or the queue was away: what was not answered says nothing."""
        self._sent_at = self._waiting_since = None


class Obstacle(NamedTuple):
    """Why background work cannot begin: `sentence` is for whoever waits."""

    sentence: str
    refusal: Refusal | None = None


def obstacle() -> Obstacle | None:
    """Why the database or the queue cannot be used yet; None where both can."""
    if why := reach_database():
        return why
    # Before the queue is asked: without a Redis its table is one of those that are missing. By their names alone: all
    # processes of the cluster would go on holding what was loaded here.
    folders = [(app.label, Path(app.path, "migrations")) for app in apps.get_app_configs()]
    known = {
        (label, found.name)
        for label, folder in folders
        for found in pkgutil.iter_modules([str(folder)])
        if not found.ispkg and found.name[0] not in "_~"  # which Django passes over too
    }
    if known - MigrationRecorder(connection).applied_migrations().keys():
        words = _("The database is not up to date; waiting for `%(command)s`.")
        return Obstacle(words % {"command": typed("migrate")})
    return reach_queue()


def reach_queue() -> Obstacle | None:
    try:
        queue.check_queue()
    except queue.queue_errors() as error:
        words = _("The queue cannot be reached (%(reason)s): see REDIS_URL; trying again.")
        return Obstacle(words % {"reason": _first_line(error)}, refusal_of(error))
    return None


def reach_database() -> Obstacle | None:
    """Raises what no waiting mends."""
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
    except Error as error:
        connection.close()
        outage = outage_of(error)
        if outage is Outage.DAMAGED:
            raise
        if outage is Outage.FULL:
            return Obstacle(outage.sentence)
        words = _("The database cannot be reached (%(reason)s); trying again.")
        return Obstacle(words % {"reason": _first_line(error)}, refusal_of(error))
    return None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
