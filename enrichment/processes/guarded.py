"""`python -m enrichment.processes.guarded PARENT MODULE [ARGUMENT …]`: runs MODULE, told to stop when PARENT dies.

Nothing imports it: Python warns of a module that is loaded before it is run.
"""

import sys

from enrichment.processes.child import run

if __name__ == "__main__":
    run(int(sys.argv[1]), *sys.argv[2:])
