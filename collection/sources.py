"""Whose data a page shows, for the notices that are owed to the services."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from collection.models import Album, Artist
from collection.models.album import AlbumSource
from collection.models.image import ALBUM_COVER, ARTIST_PHOTO, MANUAL

# What is stored of an image, in words; names that are not here stand for themselves.
IMAGE_WORDS = {
    ARTIST_PHOTO: _("artist photo"),
    ALBUM_COVER: _("album cover"),
    MANUAL: _("you"),
    AlbumSource.DISCOGS: AlbumSource.DISCOGS.label,
    AlbumSource.LASTFM: AlbumSource.LASTFM.label,
    "spotify": "Spotify",
    "deezer": "Deezer",
}


def sources_of_albums(albums: Iterable[Album]) -> set[str]:
    return {AlbumSource.DISCOGS if album.discogs_id else album.source for album in albums}


def sources_of_artists(artists: Iterable[Artist]) -> set[str]:
    """Prefetch `images`."""
    shown = list(artists)
    photos = {artist.photo.source for artist in shown if artist.photo}
    return photos | ({AlbumSource.DISCOGS} if any(artist.discogs_artist_id for artist in shown) else set())
