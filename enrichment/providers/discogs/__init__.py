"""Discogs: the owner's collection, and the facts of releases and masters."""

from enrichment.providers.discogs.client import DiscogsClient
from enrichment.providers.discogs.types import ArtistPage, CollectionPage, Credit, MasterFacts, ReleaseFacts, Track

__all__ = ["ArtistPage", "CollectionPage", "Credit", "DiscogsClient", "MasterFacts", "ReleaseFacts", "Track"]
