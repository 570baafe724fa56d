"""A real `manage.py worker` on a database of its own, with short times."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from enrichment.processes.child import ROOT
from tests.enrichment.processes.proc import Process, children, session, wait_until

SHORT_TIMES = {"AIME_PING_SECONDS": "0.3", "AIME_PING_STALE_SECONDS": "3", "AIME_STOP_GRACE_SECONDS": "5"}


def environment(folder: Path, **more: str) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE": "aime_site.settings", "AIME_DATA_DIR": str(folder), "AIME_CONFIG_DIR": str(folder)}
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**inherited, **own, **SHORT_TIMES, "Q_WORKERS": "1", **more}


def manage(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(folder, **more), capture_output=True, text=True, timeout=60
    )


class Worker:
    """The command as a process, and its cluster as the kernel and the database show it."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        self.log = folder / "worker.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "worker"],
                cwd=ROOT,
                env=environment(folder, **more),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.folder / "aime.sqlite3", timeout=10)) as database:
            return database.execute(query).fetchall()

    @property
    def answered(self) -> str:
        """When its cluster last answered; empty before it did."""
        rows = self.rows("SELECT answered_at FROM enrichment_workerheartbeat ORDER BY id DESC LIMIT 1")
        return (rows[0][0] or "") if rows else ""

    def wait_for_answer(self, seconds: float = 30) -> None:
        """Until the cluster has answered a ping sent from now on."""
        before = self.answered
        wait_until(lambda: self.answered > before, seconds, f"an answer; {self.log.read_text()}")

    @property
    def main(self) -> Process:
        return wait_until(lambda: children(self.process.pid), 20, "a cluster")[0]

    def cluster_part(self, title: str) -> Process:
        return next(part for part in children(self.main.pid) if title in part.title)

    def end(self) -> None:
        """Whatever is left of it."""
        sessions = {self.process.pid, *(child.pid for child in children(self.process.pid))}
        for pid in sessions:
            for process in session(pid):
                os.kill(process.pid, signal.SIGKILL)
        self.process.wait()
