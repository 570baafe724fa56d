"""The words that are searched: as they are compared (no accents, case or apostrophes), and kept right beside each album
and artist, and with them the places of albums.

Whoever writes albums, credits or artists in bulk tells it here. Rows that are saved one by one, in the admin or by
anybody, take their words along.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from collection.models import Album, AlbumArtist, Artist
from collection.models.artist import KEY_LENGTH
from collection.models.search import AlbumText, ArtistText, SearchWord
from collection.models.sql import insert
from collection.naming import base_form, folded, unaccented
from collection.shelving import PLACES, put_in_place
from collection.sleeve import heard

LONGEST_WORD = 40
MOST_WORDS = 3_000
# Chinese, Japanese and Korean put no blank between words: each sign is one. Some places here are marks (・), or empty.
# The patterns are compiled where a word needs them: with ranges so wide that takes milliseconds of every start.
_SIGN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PART = rf"(?=\w)[{_SIGN}]|[^\W_{_SIGN}]+"
_IS_SIGN = f"[{_SIGN}]"
_AND = {"&": "and", "+": "and"}
_LONGEST_READ = 100

CHUNK = 250
WORDS_ASKED = 10_000  # at once; SQLite takes 32,766 values
SHORTEST_MENDED = 4
OF_AN_ALBUM = ("title", "year", "original_year", "catalog_number", "labels", "tracklist", "notes", "more_copies")
OF_AN_ARTIST = ("name", "name_variations")
Texts = dict[str, str]  # the columns of a text
# What `loaddata` brought, whose words are written once, when all of it is there.
_loaded_albums: set[int] = set()
_loaded_artists: set[int] = set()


def spellings(written: str) -> list[list[str]]:
    """The ways to read one written word, each a list of words: `rock'n'roll` is one word, and three.

    A word of symbols alone (`!!!`) is spelt by their codes, for databases find letters and digits only.
    """
    if written.isascii() and written.isalnum():  # as most are
        return [[written[:LONGEST_WORD].lower()]]
    plain = unaccented(written[:_LONGEST_READ])
    if plain in _AND:
        return [[_AND[plain]]]
    parts = [part[:LONGEST_WORD] for part in re.findall(_PART, plain)]
    if not parts:
        return [[f"u{''.join(f'{ord(sign):x}' for sign in plain)}"[:LONGEST_WORD]]] if plain else []
    if len(parts) == 1 or any(re.match(_IS_SIGN, part) for part in parts):
        return [parts]
    return [["".join(parts)[:LONGEST_WORD]], parts]


def is_symbol(written: str) -> bool:
    """Whether no letter and no digit is in it, and it stands for no word."""
    return not re.search(_PART, unaccented(written[:_LONGEST_READ])) and written not in _AND


def words(texts: Iterable[object]) -> str:
    """All words of `texts`, each once, with blanks between: what is kept to be searched."""
    found: dict[str, None] = {}
    for text in filter(None, texts):
        for written in str(text).split():
            found.update(_words_of(written[:_LONGEST_READ]))
            if len(found) >= MOST_WORDS:
                return " ".join(list(found)[:MOST_WORDS])
    return " ".join(found)


@lru_cache(8_000)
def _words_of(written: str) -> dict[str, None]:
    return {word: None for spelling in spellings(written) for word in spelling}


def refresh_albums(keys: Iterable[int]) -> None:
    """Write anew what is searched of the albums with these primary keys, and where they stand."""
    told = Album.objects.only(*OF_AN_ALBUM, *PLACES).order_by("pk").with_credits()
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


def follow_saved_rows() -> None:
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
