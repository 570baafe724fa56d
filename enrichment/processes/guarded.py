"""`python -m enrichment.processes.guarded PARENT MODULE [ARGUMENT …]`: runs MODULE, told to stop when PARENT dies."""

import runpy
import signal
import sys

from enrichment.processes.guard import die_with

if __name__ == "__main__":
    parent, module, *arguments = sys.argv[1:]
    die_with(int(parent), signal.SIGTERM)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
