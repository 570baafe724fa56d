"""What the owner has: albums, the artists credited on them, and pictures of both."""

from collection.models.album import Album, AlbumQuerySet, Scrobble
from collection.models.artist import AlbumArtist, Artist, ArtistQuerySet
from collection.models.decided import LeftOutFolder
from collection.models.image import Image
from collection.models.search import AlbumText, ArtistText, SearchWord

__all__ = [
    "Album",
    "AlbumArtist",
    "AlbumQuerySet",
    "AlbumText",
    "Artist",
    "ArtistQuerySet",
    "ArtistText",
    "Image",
    "LeftOutFolder",
    "Scrobble",
    "SearchWord",
]
