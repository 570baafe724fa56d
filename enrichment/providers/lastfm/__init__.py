"""Last.fm: what the owner has listened to."""

from enrichment.providers.lastfm.client import LastfmClient
from enrichment.providers.lastfm.types import Scrobble, TopAlbum, TopAlbumsPage, TrackPage

__all__ = ["LastfmClient", "Scrobble", "TopAlbum", "TopAlbumsPage", "TrackPage"]
