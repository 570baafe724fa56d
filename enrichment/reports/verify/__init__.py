"""Whether what the collection shows can be trusted: what is filled, and what is suspect. It changes nothing."""

from enrichment.phases.findings import Coverage, Kind, Suspect, Verification
from enrichment.phases.registry import PHASES
from enrichment.reports.verify import addresses, caches
from enrichment.reports.verify.coverage import covers

__all__ = ["Coverage", "Kind", "Suspect", "Verification", "verify"]


def verify(*, check_urls: bool = False) -> Verification:
    """Look at the whole collection and its caches, row by row. Goes online only with `check_urls`."""
    found = Verification([row for phase in PHASES.values() for row in phase.coverage()] + [covers()])
    for phase in PHASES.values():
        found.note(phase.suspects())
    found.note(addresses.unsafe_addresses())
    found.note(caches.torn_files())
    if check_urls:
        found.note(addresses.doubtful_addresses())
    return found
