"""A local stand-in for every service that AIME asks: nobody needs keys to try it or to test it.

Standard library only; knows nothing of the rest of AIME and is reached by its ordinary URL settings.
"""

from enrichment.sandbox.catalogue import Collection, Release
from enrichment.sandbox.faults import Fault
from enrichment.sandbox.record import Received, Record
from enrichment.sandbox.server import Options, Sandbox

__all__ = ["Collection", "Fault", "Options", "Received", "Record", "Release", "Sandbox"]
