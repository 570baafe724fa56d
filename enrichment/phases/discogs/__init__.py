"""The collection as Discogs holds it, and the facts of its releases and masters."""
