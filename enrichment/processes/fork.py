"""A child that shares what its parent has loaded: Linux copies a page of memory when somebody writes to it."""

import gc
import multiprocessing
import os
import signal
import subprocess
from typing import IO

from enrichment.processes.guard import run

STOPPING = (signal.SIGINT, signal.SIGTERM)
# How often the collector looks: with what is loaded out of its sight it is quick even where it looks at all the rest.
# As seldom as Python looks at that by itself, what 25 pages leave behind would gather to 6 MB.
LOOKS = (700, 10, 2)


class Fork:
    """Runs `module` in a session of its own, with the face of a `subprocess.Popen`.

    Start it from a process without other threads, and with nothing open that two must not write to.
    """

    stdout: IO[str] | None = None

    def __init__(self, parent: int, module: str, *arguments: str) -> None:
        gc.freeze()  # the collector would write to every object, and so copy it
        gc.set_threshold(*LOOKS)
        self._process = multiprocessing.get_context("fork").Process(target=_begin, args=(parent, module, *arguments))
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)  # until the child is itself: it must not miss one
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(str(self._process), timeout or 0)
        return self._process.exitcode

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)


def _begin(parent: int, module: str, *arguments: str) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    run(parent, module, *arguments)
