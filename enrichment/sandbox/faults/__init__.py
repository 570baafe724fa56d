"""The faults that the stand-in can show, each switchable by name and per service."""

from enrichment.sandbox.faults import deezer, discogs, euria, hostile, lastfm, spotify, transport  # noqa: F401 - they register
from enrichment.sandbox.faults.active import Fault, Faults
from enrichment.sandbox.faults.kinds import KINDS

__all__ = ["KINDS", "Fault", "Faults"]
