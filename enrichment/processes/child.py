"""One child process in a process group of its own, which on Linux may share what its parent has loaded.

Its parent's death ends it, however the parent dies: the kernel signals it (prctl(2), PR_SET_PDEATHSIG). That is Linux
only, too; elsewhere a killed parent leaves its children.
"""

import ctypes
import gc
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

PR_SET_PDEATHSIG = 1
KEPT = "AIME_KEPT"  # in the environment of a process that another one keeps, and of all that it starts
STOPPING = (signal.SIGINT, signal.SIGTERM)
# How often the collector looks: with what is loaded out of its sight it is quick even where it looks at all the rest.
# As seldom as Python looks at that by itself, what 25 pages leave behind would gather to 6 MB.
LOOKS = (700, 10, 2)
ROOT = Path(__file__).resolve().parents[2]


def die_with(parent: int, number: int) -> None:
    """Have this process receive signal `number` when its parent, the process `parent`, ends."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is None:
        return
    prctl(PR_SET_PDEATHSIG, int(number))
    if os.getppid() != parent:  # it died before the kernel was told
        os.kill(os.getpid(), number)


def guard_forks() -> None:
    """Have every process that is forked from here, and from its forks, killed when its parent ends."""
    parents: list[int] = []

    def note() -> None:
        parents[:] = [os.getpid()]

    os.register_at_fork(before=note, after_in_child=lambda: die_with(parents[0], signal.SIGKILL))


def run(parent: int, module: str, *arguments: str) -> None:
    """`module` as its own program, told to stop when the process `parent` dies."""
    die_with(parent, signal.SIGTERM)
    os.environ[KEPT] = "1"
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


class Fork:
    """Runs `module` in a session of its own, with the face of a `subprocess.Popen`; it shares what its parent has
    loaded, for Linux copies a page of memory when somebody writes to it.

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


class Process(Protocol):
    """As much of `subprocess.Popen` as is used here."""

    stdout: IO[str] | None

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def send_signal(self, sig: int) -> None: ...


class Child:
    """Runs a Python module of this project. A signal from the terminal does not reach it; only its parent ends it,
    be it by dying. Start it from the main thread: the kernel watches the thread, not the process.
    """

    def __init__(
        self, module: str, *arguments: str, env: Mapping[str, str] | None = None, stdout: int | None = None
    ) -> None:
        self._words = (module, *arguments)
        self.command = [sys.executable, "-m", "enrichment.processes.guarded", str(os.getpid()), *self._words]
        self._env = dict(env) if env is not None else None
        self._stdout = stdout
        self._process: Process | None = None
        self._exit_code: int | None = None
        self._asked = False

    def start(self) -> "Child":
        self._asked = False
        self._process = self._launch()
        return self

    def _launch(self) -> Process:
        return subprocess.Popen(  # noqa: S603 - our own modules, no shell
            self.command, cwd=ROOT, env=self._env, stdout=self._stdout, text=True, start_new_session=True
        )

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Of its latest run; None while it runs. Negative: the signal that ended it."""
        return self._process.poll() if self._process else self._exit_code

    @property
    def output(self) -> IO[str]:
        """What it prints; only with `stdout=subprocess.PIPE`."""
        if self._process is None or self._process.stdout is None:
            raise RuntimeError("its output is not read")
        return self._process.stdout

    def wait(self, seconds: float | None = None) -> int | None:
        """Its exit code, or None when it still runs after `seconds`."""
        if self._process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def ask_to_stop(self) -> None:
        """Once, and to its main process alone: one to all would end a cluster's workers in the middle of a task."""
        if self.is_running and self._process and not self._asked:
            self._asked = True
            self._process.send_signal(signal.SIGTERM)

    def stop(self, grace: float) -> None:
        """Ask, wait `grace` seconds at most, then end whatever is left of the group."""
        self.ask_to_stop()
        self.wait(grace)
        self.kill()

    def kill(self) -> None:
        """End the whole group at once, also what a dead main process left of it."""
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._exit_code = self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None


class SharingChild(Child):
    """A child that goes on from what its parent has loaded: it starts at once, and takes a fifth of the memory.

    Only Linux forks safely whatever was loaded; elsewhere it is a child like any other.
    """

    def _launch(self) -> Process:
        return Fork(os.getpid(), *self._words) if sys.platform == "linux" else super()._launch()
