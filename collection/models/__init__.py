"""What the owner has: albums, the artists credited on them, and pictures of both."""

from collection.models.album import Album, AlbumQuerySet
from collection.models.artist import Artist, ArtistQuerySet
from collection.models.credit import AlbumArtist
from collection.models.folder import LeftOutFolder
from collection.models.image import Image
from collection.models.listening import Scrobble
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
