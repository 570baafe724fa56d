"""Wikidata: which pages at Spotify and Deezer belong to an artist at Discogs."""

from enrichment.providers.wikidata.client import WikidataClient
from enrichment.providers.wikidata.parse import Identity

__all__ = ["Identity", "WikidataClient"]
