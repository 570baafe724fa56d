"""`python -m enrichment.processes.guarded PARENT MODULE [ARGUMENT …]`: runs MODULE, told to stop when PARENT dies."""

import os
import runpy
import signal
import sys

from enrichment.processes.guard import KEPT, die_with


def run(parent: int, module: str, *arguments: str) -> None:
    die_with(parent, signal.SIGTERM)
    os.environ[KEPT] = "1"
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    run(int(sys.argv[1]), *sys.argv[2:])
