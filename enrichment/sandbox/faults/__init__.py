"""The faults that the stand-in can show, each switchable by name and per service."""

from enrichment.sandbox.faults import deezer, discogs, euria, hostile, lastfm, spotify, transport  # noqa: F401 - they register
from enrichment.sandbox.faults.active import Faults
from enrichment.sandbox.faults.kinds import KINDS
from enrichment.sandbox.faults.spec import Fault

__all__ = ["KINDS", "Fault", "Faults"]
