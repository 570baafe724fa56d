"""Rows that are saved one by one, in the admin or by anybody, take their searched words along."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from collection.models import Album, AlbumArtist, Artist
from collection.searching.texts import OF_AN_ALBUM, OF_AN_ARTIST, albums_of, refresh_albums, refresh_artists

# What `loaddata` brought, whose words are written once, when all of it is there.
_loaded_albums: set[int] = set()
_loaded_artists: set[int] = set()


def connect() -> None:
    post_save.connect(album_saved, sender=Album, dispatch_uid="collection.search.album")
    post_save.connect(artist_saved, sender=Artist, dispatch_uid="collection.search.artist")
    post_save.connect(credit_saved, sender=AlbumArtist, dispatch_uid="collection.search.credit")
    post_delete.connect(credit_deleted, sender=AlbumArtist, dispatch_uid="collection.search.credit")


def album_saved(instance: Album, update_fields: Collection[str] | None, raw: bool, **_more: Any) -> None:
    if raw:
        _when_loaded(album=instance.pk)
    elif update_fields is None or set(OF_AN_ALBUM) & set(update_fields):
        refresh_albums([instance.pk])


def artist_saved(
    instance: Artist, created: bool, update_fields: Collection[str] | None, raw: bool, **_more: Any
) -> None:
    if raw:
        _when_loaded(artist=instance.pk)
    elif update_fields is None or set(OF_AN_ARTIST) & set(update_fields):
        refresh_artists([instance.pk])
        if not created:
            refresh_albums(albums_of([instance.pk]))


def credit_saved(instance: AlbumArtist, raw: bool, **_more: Any) -> None:
    if raw:
        _when_loaded(album=instance.album_id)
    else:
        refresh_albums([instance.album_id])


def credit_deleted(instance: AlbumArtist, origin: Any, **_more: Any) -> None:
    """Not where the album itself is being deleted, and its text with it."""
    if isinstance(origin, AlbumArtist) or getattr(origin, "model", None) is AlbumArtist:
        refresh_albums([instance.album_id])


def _when_loaded(*, album: int | None = None, artist: int | None = None) -> None:
    _loaded_albums.update(filter(None, [album]))
    _loaded_artists.update(filter(None, [artist]))
    transaction.on_commit(_refresh_loaded)


@transaction.atomic
def _refresh_loaded() -> None:
    albums, artists = set(_loaded_albums), set(_loaded_artists)
    _loaded_albums.clear()
    _loaded_artists.clear()
    refresh_artists(artists)
    refresh_albums(albums.union(albums_of(artists)))
