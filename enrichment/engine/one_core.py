"""Where a slice's threads run."""

import os
import random
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

# Abstract, as unix(7) calls it: no file stands for it, and the kernel forgets it with the process that holds it.
_CLAIM = "\0aime-core-{core}"


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep the calling thread, and those it starts meanwhile, on one core that no other slice has.

    Python runs one of them at a time, and for each item they change places some twenty times: to wake one on another
    core takes longer than most of what it has to do. Where all cores are taken, or the system does not let us choose,
    they stay as free as they were; what else runs on the core can leave it. Slices of other containers are not seen.
    """
    with ExitStack() as turn:
        if sys.platform == "linux":
            with suppress(OSError):  # a sandbox without such sockets
                _take_one(turn)
        yield


def _take_one(turn: ExitStack) -> None:
    usual = os.sched_getaffinity(0)
    claim = turn.enter_context(socket.socket(socket.AF_UNIX))
    # In any order: slices that do not see each other should not all begin with the first.
    for core in random.sample(sorted(usual), len(usual)):
        if _is_claimed(core, claim):
            _run_on({core})
            turn.callback(_run_on, usual)
            return


def _is_claimed(core: int, claim: socket.socket) -> bool:
    """Claim the core; False when it is not to be had."""
    try:
        claim.bind(_CLAIM.format(core=core))
    except OSError:  # another slice has it
        return False
    return True


def _run_on(cores: set[int]) -> None:
    with suppress(OSError):  # a system may forbid to choose
        os.sched_setaffinity(0, cores)
