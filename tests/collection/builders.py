"""Rows for tests, with everything that a test does not care about filled in."""

from typing import Any

from django.db import connection

from collection.models import Album, AlbumArtist, Artist, Image
from collection.searching.texts import refresh_albums


def make_artist(name: str, **fields: Any) -> Artist:
    return Artist.objects.get_or_create(name=name, defaults=fields)[0]


def make_album(title: str, *names: str, **fields: Any) -> Album:
    """Written as an import writes it: what is searched follows once, when all is there."""
    [album] = Album.objects.bulk_create([Album(title=title, **fields)])
    AlbumArtist.objects.bulk_create(
        AlbumArtist(album=album, artist=make_artist(name), position=position) for position, name in enumerate(names)
    )
    refresh_albums([album.pk])
    return album


def make_albums_of(artist: Artist, *rows: dict[str, Any]) -> list[Album]:
    """Albums of one artist, written together and without a word to the search."""
    albums = Album.objects.bulk_create(Album(**fields) for fields in rows)
    AlbumArtist.objects.bulk_create(AlbumArtist(album=album, artist=artist, position=0) for album in albums)
    return albums


def make_albums(number: int, **fields: Any) -> None:
    """As many albums that differ in nothing, which the database copies by itself: it writes 100,000 in a second."""
    make_album("Album", **fields)
    names = ", ".join(field.attname for field in Album._meta.concrete_fields if not field.primary_key)
    copies = f"INSERT INTO {Album._meta.db_table} ({names}) SELECT {names} FROM {Album._meta.db_table} LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        while missing := number - Album.objects.count():
            cursor.execute(copies, [missing])


def make_photo(
    artist: Artist, source: str = "spotify", url: str = "https://i.scdn.co/image/abc", **fields: Any
) -> Image:
    """A photo that rests on a title, unless `basis` says otherwise."""
    return Image.objects.create(
        artist=artist, image_type="artist", source=source, url=url, **{"basis": "titles", **fields}
    )
