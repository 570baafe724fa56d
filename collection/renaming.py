"""What a person renamed keeps its former names: by them the next import of the same file means the same."""

from itertools import product

from collection.meant import artist_of
from collection.models import Album, Artist
from collection.naming import folded

_BETWEEN = "\t"  # stands in no key


def names_of_artist(pk: int) -> list[str]:
    """The keys of the stored artist, before a new name is saved."""
    artist = Artist.objects.get(pk=pk)
    return sorted({*(artist.former_names or ()), artist.key})


def names_of_album(pk: int) -> list[str] | None:
    """The names of the stored album, before new ones are saved. One with a number gets no further ones."""
    album = Album.objects.with_credits().get(pk=pk)
    if album.discogs_id:
        return album.former_names
    present = product(keys_of_artists(album), [folded(album.title)])
    return sorted({*(album.former_names or ()), *map(_BETWEEN.join, present)})


def former_names(album: Album) -> set[tuple[str, str]]:
    """The keys of artist and title by which a file may still call it."""
    parts = (name.partition(_BETWEEN) for name in album.former_names or ())
    return {(artist, title) for artist, _between, title in parts}


def keys_of_artists(album: Album) -> set[str]:
    """The keys by which the album's artists are found, with those of former names."""
    artists = [credit.artist for credit in album.album_artists.all()]
    return {key for one in artists for key in (one.key, artist_of(one.name), *(one.former_names or ()))}
