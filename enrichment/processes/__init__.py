"""Child processes that are kept running and never left behind. Plain Python, without Django."""

from enrichment.processes.child import Child, SharingChild
from enrichment.processes.keeper import Managed, Once, RestartingProcess, run_until_stopped

__all__ = ["Child", "Managed", "Once", "RestartingProcess", "SharingChild", "run_until_stopped"]
