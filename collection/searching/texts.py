"""Keep the searched words right, and with them the places of albums.

Whoever writes albums, credits or artists tells it here, or saves the row.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch

from collection.models import Album, AlbumArtist, Artist
from collection.models.artist import KEY_LENGTH
from collection.models.bulk import insert
from collection.models.search import AlbumText, ArtistText, SearchWord
from collection.naming import base_form, folded
from collection.searching.folding import words
from collection.shelving import PLACES, put_in_place
from collection.tracks import heard

CHUNK = 250
WORDS_ASKED = 10_000  # at once; SQLite takes 32,766 values
SHORTEST_MENDED = 4
OF_AN_ALBUM = ("title", "year", "original_year", "catalog_number", "labels", "tracklist", "notes", "more_copies")
OF_AN_ARTIST = ("name", "name_variations")
Texts = dict[str, str]  # the columns of a text


def refresh_albums(keys: Iterable[int]) -> None:
    """Write anew what is searched of the albums with these primary keys, and where they stand."""
    credited = Prefetch("album_artists", AlbumArtist.objects.select_related("artist").order_by("position"))
    told = Album.objects.only(*OF_AN_ALBUM, *PLACES).order_by("pk").prefetch_related(credited)
    for chunk in _chunks(keys):
        albums = told.filter(pk__in=chunk)
        _write_again(AlbumText, "album", [album_text(album, album.album_artists.all()) for album in albums])
        put_in_place(albums, Album)


def refresh_artists(keys: Iterable[int]) -> None:
    """Write anew what is searched of the artists with these primary keys; `refresh_albums` follows for theirs."""
    for chunk in _chunks(keys):
        artists = Artist.objects.filter(pk__in=chunk).only(*OF_AN_ARTIST).order_by("pk")
        _write_again(ArtistText, "artist", [artist_text(artist) for artist in artists])


def add_texts(model: Any, told: Mapping[int, Texts]) -> None:
    """Write what is searched of albums or artists that were just made, by their primary keys."""
    insert(model, [{model._meta.pk.attname: key, **texts} for key, texts in told.items()])
    _add_words(texts[column] for texts in told.values() for column in model.columns)


def albums_of(artists: Collection[int]) -> Sequence[int]:
    """The albums that carry the names of these artists."""
    return list(AlbumArtist.objects.filter(artist__in=artists).values_list("album_id", flat=True).distinct())


def album_text(album: Any, credited: Iterable[Any], model: Any = AlbumText) -> Any:
    """What is searched of an album, unsaved. Migrations pass their own models."""
    names = [name for credit in credited for name in (credit.artist.name, credit.credited_as)]
    columns = {name: getattr(album, name) for name in OF_AN_ALBUM}
    return model(album_id=album.pk, **album_words(columns, names))


def album_words(album: Mapping[str, Any], names: Iterable[str]) -> Texts:
    """What is searched of an album with these columns of `OF_AN_ALBUM`, credited to `names`."""
    said = [album["title"], *map(base_form, names), *map(album.get, ("year", "original_year", "catalog_number"))]
    copies = [copy.get("notes", "") for copy in album.get("more_copies", ()) if isinstance(copy, dict)]
    return {
        "key": folded(album["title"])[:KEY_LENGTH],
        "name": words(said),
        "labels": words(album.get("labels", ())),
        "tracks": words(track.get("title", "") for track in heard(album.get("tracklist", ()))),
        "notes": words([album.get("notes"), *copies]),
    }


def artist_text(artist: Any, model: Any = ArtistText) -> Any:
    """What is searched of an artist, unsaved."""
    return model(artist_id=artist.pk, **artist_words(artist.name, artist.name_variations))


def artist_words(name: str, variations: Iterable[object] = ()) -> Texts:
    name = base_form(name)
    return {"key": folded(name)[:KEY_LENGTH], "name": words([name, *map(base_form, map(str, variations))])}


def longer_words(texts: Iterable[str]) -> list[str]:
    """The words of `texts` that may be mistyped, always in one order: two writers then never wait for each other.

    One with a figure in it is left out: a digit that differs is another year or another catalogue number.
    """
    found = set[str]().union(*map(str.split, texts))
    return sorted(word for word in found if len(word) >= SHORTEST_MENDED and word.isalpha())


def search_word(word: str, model: Any = SearchWord) -> Any:
    return model(word=word, start=word[:2], end=word[-2:], length=len(word))


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(set(keys))
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def _write_again(model: Any, owner: str, texts: Sequence[Any]) -> None:
    model.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=[owner], update_fields=["key", *model.columns]
    )
    _add_words(getattr(text, column) for text in texts for column in model.columns)


def _add_words(texts: Iterable[str]) -> None:
    longer = longer_words(texts)
    for start in range(0, len(longer), WORDS_ASKED):
        wanted = longer[start : start + WORDS_ASKED]
        known = set(SearchWord.objects.filter(word__in=wanted).values_list("word", flat=True))
        new = [search_word(one) for one in wanted if one not in known]
        SearchWord.objects.bulk_create(new, ignore_conflicts=True)
