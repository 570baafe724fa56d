"""Spotify: the catalogue over HTTP, and the search for an artist's photo in it."""

from enrichment.providers.matching import ArtistQuery, Candidate
from enrichment.providers.spotify.provider import SearchAnswer, SpotifyCalls, SpotifyProvider

__all__ = ["ArtistQuery", "Candidate", "SearchAnswer", "SpotifyCalls", "SpotifyProvider"]
