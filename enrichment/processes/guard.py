"""Ties a process to its parent: when the parent dies, however it dies, the kernel signals the process.

Linux only (prctl(2), PR_SET_PDEATHSIG). Elsewhere nothing happens, and a killed parent leaves its children.
"""

import ctypes
import os
import runpy
import signal
import sys

PR_SET_PDEATHSIG = 1
KEPT = "AIME_KEPT"  # in the environment of a process that another one keeps, and of all that it starts


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
