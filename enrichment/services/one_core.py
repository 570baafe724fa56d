"""Where a slice's threads run."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep the calling thread, and those it starts meanwhile, on one core, where the system lets us choose.

    Python runs one of them at a time, and for each item they change places some twenty times: to wake one on another
    core takes longer than most of what it has to do. Processes with neighbouring numbers, as the workers of a cluster
    have, get different cores; what else runs on a core can leave it.
    """
    if sys.platform != "linux":
        yield
        return
    allowed = os.sched_getaffinity(0)
    cores = sorted(allowed)
    with suppress(OSError):
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})
    try:
        yield
    finally:
        with suppress(OSError):
            os.sched_setaffinity(0, allowed)
