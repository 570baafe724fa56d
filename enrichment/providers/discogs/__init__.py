"""Discogs: the owner's collection, and the facts of releases and masters."""

from enrichment.providers.discogs.client import DiscogsClient
from enrichment.providers.discogs.types import CollectionPage, Credit, MasterFacts, ReleaseFacts, Track

__all__ = ["CollectionPage", "Credit", "DiscogsClient", "MasterFacts", "ReleaseFacts", "Track"]
