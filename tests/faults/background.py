"""AIME's commands in real processes on the test database, to be killed in the middle of their work."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from django.db import connection

from tests.cluster import ROOT
from tests.enrichment.processes.proc import Process, children, session
from tests.waiting import wait_until

SHORT_TIMES = {
    "AIME_SLICE_SECONDS": "2",
    "AIME_LEASE_SECONDS": "2",
    "AIME_BATCH_SECONDS": "0.2",
    "AIME_INTERRUPTED_SECONDS": "2",
    "AIME_PING_SECONDS": "0.3",
    # Below what a cluster takes to start on a busy machine, it would be ended again and again.
    "AIME_PING_STALE_SECONDS": "8",
    "AIME_STOP_GRACE_SECONDS": "5",
    # Soon after a slice's end a task that died with its worker is handed out again.
    "Q_RETRY": "6",
    "Q_WORKERS": "2",
    "EURIA_CONCURRENCY": "2",
}
ALIVE = {"qcluster": " running.", "worker": "Background work is on", "serve": "AIME is at"}


class Command:
    """`manage.py` with `words`; `start` begins it, and begins it anew after its end."""

    def __init__(self, environment: Mapping[str, str], log: Path, *words: str) -> None:
        self._environment, self._log, self.words = dict(environment), log, words
        self._process: subprocess.Popen[bytes] | None = None
        self._sessions: set[int] = set()

    @property
    def output(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None, "it has not been started"
        return self._process

    def start(self, seconds: float = 30) -> "Command":
        """Return once it is at work, which it is to be within `seconds`."""
        connection.close()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", *self.words],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._sessions = {self._process.pid}
        if sign := ALIVE.get(self.words[0]):
            wait_until(lambda: sign in self.output, seconds, what=f"{self.words}: {self.output}")
        return self

    def tree(self) -> list[Process]:
        """All its processes."""
        below = children(self.process.pid)
        self._sessions |= {child.pid for child in below if child.session == child.pid}
        return [part for group in self._sessions for part in session(group)]

    def parts(self) -> list[Process]:
        """All its processes, the first one aside."""
        return [part for part in self.tree() if part.pid != self.process.pid]

    def busy(self) -> list[Process]:
        """The workers of a cluster that are at a slice just now."""
        return [part for part in self.parts() if "slices.work" in part.title]

    def kill(self) -> None:
        """kill -9 of everything at once."""
        if self._process is None:
            return
        self.parts()
        for group in self._sessions:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def tell(self, number: int = signal.SIGTERM, seconds: float = 20) -> int:
        """Signal the first process alone, and return its exit status."""
        self.parts()
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def wait(self, seconds: float = 60) -> int:
        return self.process.wait(seconds)
