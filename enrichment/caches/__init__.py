"""Answers of the services, one small readable JSON file each: what was paid for once is not paid for again."""

from enrichment.caches.store import Entry, JsonCache

__all__ = ["Entry", "JsonCache"]
