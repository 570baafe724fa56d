"""Keep the searched words right: whoever writes albums, credits or artists tells it here, or saves the row."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from collection.models import Album, AlbumArtist, Artist
from collection.models.artist import KEY_LENGTH
from collection.models.inserting import insert
from collection.models.search import AlbumText, ArtistText, SearchWord
from collection.naming import base_form, folded
from collection.searching.folding import words
from collection.tracks import heard

CHUNK = 250
SHORTEST_MENDED = 4
OF_AN_ALBUM = ("title", "year", "original_year", "catalog_number", "labels", "tracklist", "notes", "more_copies")
OF_AN_ARTIST = ("name", "name_variations")


def refresh_albums(keys: Iterable[int]) -> None:
    """Write anew what is searched of the albums with these primary keys."""
    credited = Prefetch("album_artists", AlbumArtist.objects.select_related("artist").order_by("position"))
    for chunk in _chunks(keys):
        albums = Album.objects.filter(pk__in=chunk).only(*OF_AN_ALBUM).order_by("pk").prefetch_related(credited)
        _write_again(AlbumText, "album", [album_text(album, album.album_artists.all()) for album in albums])


def refresh_artists(keys: Iterable[int]) -> None:
    """Write anew what is searched of the artists with these primary keys; `refresh_albums` follows for theirs."""
    for chunk in _chunks(keys):
        artists = Artist.objects.filter(pk__in=chunk).only(*OF_AN_ARTIST).order_by("pk")
        _write_again(ArtistText, "artist", [artist_text(artist) for artist in artists])


def add_texts(texts: Sequence[AlbumText] | Sequence[ArtistText]) -> None:
    """Write what is searched of rows that were just made."""
    insert(texts)
    _add_words(texts)


def albums_of(artists: Collection[int]) -> Sequence[int]:
    """The albums that carry the names of these artists."""
    return list(AlbumArtist.objects.filter(artist__in=artists).values_list("album_id", flat=True).distinct())


def album_text(album: Any, credited: Iterable[Any], model: Any = AlbumText) -> Any:
    """What is searched of an album, unsaved. Migrations pass their own models."""
    names = [name for credit in credited for name in (base_form(credit.artist.name), credit.credited_as)]
    copies = [copy.get("notes", "") for copy in album.more_copies if isinstance(copy, dict)]
    return model(
        album_id=album.pk,
        key=folded(album.title)[:KEY_LENGTH],
        name=words([album.title, *names, album.year, album.original_year, album.catalog_number]),
        labels=words(album.labels),
        tracks=words(track.get("title", "") for track in heard(album.tracklist)),
        notes=words([album.notes, *copies]),
    )


def artist_text(artist: Any, model: Any = ArtistText) -> Any:
    """What is searched of an artist, unsaved."""
    name = base_form(artist.name)
    variations = [base_form(str(one)) for one in artist.name_variations]
    return model(artist_id=artist.pk, key=folded(name)[:KEY_LENGTH], name=words([name, *variations]))


def longer_words(texts: Iterable[Any], columns: Sequence[str]) -> list[str]:
    """The words of `texts` that may be mistyped, always in one order: two writers then never wait for each other.

    One with a figure in it is left out: a digit that differs is another year or another catalogue number.
    """
    written = (getattr(text, column) for text in texts for column in columns)
    found = set[str]().union(*map(str.split, written))
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
    _add_words(texts)


def _add_words(texts: Sequence[Any]) -> None:
    wanted = longer_words(texts, texts[0].columns if texts else ())
    known = set(SearchWord.objects.filter(word__in=wanted).values_list("word", flat=True))
    new = [search_word(one) for one in wanted if one not in known]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True)
