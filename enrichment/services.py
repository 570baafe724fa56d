"""What AIME does, for every door: `from enrichment.services import enrich_albums`."""

from enrichment.engine.enrich import Stats, enrich_albums

__all__ = ["Stats", "enrich_albums"]
