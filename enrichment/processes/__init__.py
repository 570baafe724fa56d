"""Child processes that are kept running and never left behind. Plain Python, without Django."""

from enrichment.processes.child import Child
from enrichment.processes.keeper import Keeper
from enrichment.processes.keeping import Kept, Once, keep

__all__ = ["Child", "Keeper", "Kept", "Once", "keep"]
