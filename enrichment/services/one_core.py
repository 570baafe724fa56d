"""Where a slice's threads run."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# proc(5): the processor last run on is a line's 39th field, the 37th behind the name in brackets.
_PROCESSOR = 36


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep the calling thread, and those it starts meanwhile, on one core, where the system lets us choose.

    Python runs one of them at a time, and for each item they change places some twenty times: to wake one on another
    core takes longer than most of what it has to do. It is the core where the system has just put this thread,
    seldom one that another slice keeps busy; what else runs there can leave it.
    """
    usual = _stay()
    try:
        yield
    finally:
        if sys.platform == "linux" and usual:
            with suppress(OSError):
                os.sched_setaffinity(0, usual)


def _stay() -> set[int]:
    """Bind this thread to the core it is on. Returns the cores it had to choose from, none where nothing was done."""
    if sys.platform != "linux":
        return set()
    try:
        line = Path("/proc/thread-self/stat").read_text(encoding="utf-8", errors="replace")
        usual = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {int(line.rpartition(")")[2].split()[_PROCESSOR])})
    except (OSError, IndexError, ValueError):  # a container without /proc, or one that forbids to choose
        return set()
    return usual
