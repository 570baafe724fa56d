"""The faults that the stand-in can show, each switchable by name and per service."""

from enrichment.sandbox.faults import photos, sources, texts, transport  # noqa: F401 - they register
from enrichment.sandbox.faults.fault import KINDS, Fault, Faults

__all__ = ["KINDS", "Fault", "Faults"]
