"""`manage.py` as a process that is watched while it runs."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from enrichment.processes.child import ROOT
from tests.enrichment.jobs.supervised import environment
from tests.enrichment.processes.proc import children, session, wait_until


class Running:
    """One command on the data folder `folder`; its output gathers in a file."""

    def __init__(self, folder: Path, *arguments: str, **more: str) -> None:
        folder.mkdir(exist_ok=True)
        self._log = folder.parent / f"{arguments[0]}-{time.monotonic_ns()}.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT,
                env=environment(folder, PYTHONUNBUFFERED="1", **more),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self._log.read_text()

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """The first group of `pattern`, once the output has it."""
        found = wait_until(lambda: re.search(pattern, self.output), seconds, f"{pattern} in {self.output}")
        assert found is not None
        return found.group(found.lastindex or 0)

    def sessions(self) -> list[int]:
        """Of the command, of its children and of theirs: those that were started as groups of their own."""
        found, unseen = [self.process.pid], [self.process.pid]
        while unseen:
            below = children(unseen.pop())
            unseen += [process.pid for process in below]
            found += [process.pid for process in below if process.session == process.pid]
        return found

    def stop(self, number: int = signal.SIGTERM, seconds: float = 20) -> int:
        """Signal the command alone and return its exit status; nothing that it started may be left."""
        sessions = self.sessions()
        self.process.send_signal(number)
        status = self.process.wait(seconds)
        wait_until(lambda: not any(map(session, sessions)), 20, "the end of what it started")
        return status

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
