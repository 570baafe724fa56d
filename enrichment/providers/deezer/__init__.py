"""Deezer: the open part of its catalogue over HTTP, which needs no key, and an artist's photo in it."""

from enrichment.providers.deezer.catalogue import DeezerCatalogue
from enrichment.providers.deezer.client import DeezerClient

__all__ = ["DeezerCatalogue", "DeezerClient"]
