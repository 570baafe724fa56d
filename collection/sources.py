"""Whose data a page shows, for the notices that are owed to the services."""

from collections.abc import Iterable

from collection.models import Album, Artist

DISCOGS = "discogs"


def sources_of_albums(albums: Iterable[Album]) -> set[str]:
    return {DISCOGS if album.discogs_id else album.source for album in albums}


def sources_of_artists(artists: Iterable[Artist]) -> set[str]:
    """Prefetch `images`."""
    shown = list(artists)
    photos = {artist.photo.source for artist in shown if artist.photo}
    return photos | ({DISCOGS} if any(artist.discogs_artist_id for artist in shown) else set())
