"""Rows for tests, with everything that a test does not care about filled in."""

from typing import Any

from django.db import connection

from collection.models import Album, AlbumArtist, Artist, Image
from collection.models.search import AlbumText, ArtistText
from collection.models.sql import insert
from collection.searching.texts import add_texts, album_words, artist_words
from collection.shelving import places


def make_artist(name: str, **fields: Any) -> Artist:
    """The artist of that name, or a new one, written as an import writes it: in a third of the time of `save`."""
    if known := Artist.objects.filter(name=name).order_by().first():
        return known
    artist = Artist(name=name, key=Artist.key_of(name), **fields)
    _store(artist, {"name": name, "key": artist.key, **fields})
    add_texts(ArtistText, {artist.pk: artist_words(name, artist.name_variations)})
    return artist


def make_album(title: str, *names: str, **fields: Any) -> Album:
    """Written as an import writes it, its artists too."""
    artists = [make_artist(name) for name in names]
    album = Album(title=title, **fields)
    place = places(vars(album), artists[0].key if artists else None)
    vars(album).update(place)
    _store(album, {"title": title, **fields, **place})
    credited = enumerate(artists)
    insert(AlbumArtist, [{"album_id": album.pk, "artist_id": one.pk, "position": number} for number, one in credited])
    add_texts(AlbumText, {album.pk: album_words(vars(album), names)})
    return album


def _store(row: Album | Artist, told: dict[str, Any]) -> None:
    [row.pk] = insert(type(row), [told])
    row._state.adding, row._state.db = False, connection.alias


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
