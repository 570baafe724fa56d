"""Which of the owner's albums was heard; those heard enough that are not in the collection become albums.

A play belongs to an album by the names that Last.fm uses for artists and albums, and to none where the player knew
neither.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from collection.importing import ArtistCredit, ReleaseRecord, save_batch, values
from collection.importing.meant import VARIOUS, artist_of, keys_of, names_in, sides_of, work_key
from collection.importing.records import problem
from collection.models import Album, Scrobble
from collection.models.album import AlbumSource
from collection.naming import folded
from collection.sleeve import heard

SOURCE = AlbumSource.LASTFM
Work = tuple[str, str]


class Heard(NamedTuple):
    """An album as Last.fm names it."""

    artist: str
    title: str
    cover_url: str = ""

    @property
    def work(self) -> Work:
        """What the spellings of one album have in common, editions too."""
        return artist_of(self.artist), work_key(self.title)


def take_in(heard: Iterable[Heard], threshold: int) -> list[Album]:
    """Link the history to the albums `heard`, and return the albums that were made: each with `threshold` different
    tracks in the history.
    """
    spellings: dict[Work, set[Heard]] = defaultdict(set)
    for one in heard:
        if not is_nothing(one.title):
            spellings[one.work].add(one)
    shelf = Shelf((one.artist, one.title) for group in spellings.values() for one in group)
    known = {work: found for work, group in spellings.items() if (found := _on(shelf, group))}
    missing = [
        group
        for work, group in spellings.items()
        if work not in known
        and not all(is_nobody(one.artist) for one in group)
        and len({folded(title) or title for title in _tracks(group)}) >= threshold
    ]
    records = [record for group in missing if not problem(record := _record(group))]
    made = [album for album, _change in save_batch(records)]
    known |= {
        (artist_of(record.artists[0].name), work_key(record.title)): album.pk
        for record, album in zip(records, made, strict=True)
    }
    for work, group in spellings.items():
        if work not in known:
            continue
        # Plays that hung on an album that was only heard move to the one that is owned, and the empty one goes.
        strays = Album.objects.heard_only().filter(scrobbles__in=_history(group)).exclude(pk=known[work])
        emptied = [stray.pk for stray in strays.distinct() if not stray.locked_fields]
        _history(group).filter(Q(album__isnull=True) | Q(album__in=emptied)).update(album_id=known[work])
        Album.objects.filter(pk__in=emptied, scrobbles=None).delete()
    return made


class Shelf:
    """Albums of the artists and titles that were heard: an owned one before one that was only heard."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        names = set(names)
        artists = {key for artist, _title in names for key in (artist_of(artist), *names_in(artist))}
        spelt = {one for key in (*artists, VARIOUS) for one in keys_of(key)}
        named = Q(artists__key__in=spelt) | Q(title__in={title for _artist, title in names})
        for key in artists:
            named |= Q(artists__key__startswith=f"{key} (")  # several are told apart by a number
        albums = Album.objects.filter(named).defer("tracklist", "credits", "ai_description").with_credits().distinct()
        self._heard_only: set[int] = set()
        self._by_spelling: dict[tuple[str, str], int] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._by_title: dict[str, list[tuple[set[str], int]]] = defaultdict(list)
        self._compilations: dict[str, list[Album]] = defaultdict(list)
        by_standing = sorted(albums, key=lambda one: (one.source == AlbumSource.LASTFM, bool(one.removed_at), one.pk))
        for album in by_standing:
            self._place(album)
        self._heard_under: dict[str, set[str]] = defaultdict(set)
        for artist, title in names:
            self._heard_under[work_key(title)].add(artist_of(artist))

    def find(self, artist: str, title: str) -> int | None:
        """By one of the album's artists, all of them together, or several of them joined; the title as it is written
        before its edition.
        """
        name, key = artist_of(artist), work_key(title)
        found = self._by_spelling.get((name, folded(title))) or self._by_name.get((name, key))
        if found is None and len(parts := names_in(artist)) > 1:
            found = next((pk for names, pk in self._by_title[key] if parts <= names), None)
        return found

    def is_heard_only(self, album: int) -> bool:
        return album in self._heard_only

    def has_compilation(self, title: str) -> bool:
        return work_key(title) in self._compilations

    def compilation(self, artist: str, title: str, tracks: Iterable[str]) -> int | None:
        """An owned album of various artists on which `artist` performs, or that holds one of the `tracks`.

        Where nothing is known of its tracks, several artists heard under one title tell that it is a compilation.
        """
        played = {work_key(track) for track in tracks}
        for album in self._compilations[work_key(title)]:
            lines = heard(album.tracklist)
            performs = any(artist_of(artist) in names_in(line.get("artists", "")) for line in lines)
            if performs or played & {work_key(line.get("title", "")) for line in lines}:
                return album.pk
            if not lines and len(self._heard_under[work_key(title)]) > 1:
                return album.pk
        return None

    def _place(self, album: Album) -> None:
        # Each artist of the album, and all of them together: Last.fm has both `Jay-Z` and `Jay-Z & Kanye West`.
        spelt = [name for credit in album.album_artists.all() for name in (credit.artist.name, credit.shown_name)]
        names = {artist_of(side) for name in (*spelt, album.artist_credit) for side in sides_of(name)}
        key = work_key(album.title)
        if album.source == AlbumSource.LASTFM:
            self._heard_only.add(album.pk)
        for name in names:
            if not self.is_heard_only(album.pk):
                self._by_spelling.setdefault((name, folded(album.title)), album.pk)
            self._by_name.setdefault((name, key), album.pk)
        credited = names.union(*(names_in(one.artist.name) for one in album.album_artists.all()))
        self._by_title[key].append((credited, album.pk))
        if VARIOUS in names:
            self._compilations[key].append(album)


def _on(shelf: Shelf, group: set[Heard]) -> int | None:
    """The album that one of the spellings names, or whose tracks were heard under its performers' names."""
    found = next((pk for one in group if (pk := shelf.find(one.artist, one.title))), None)
    is_owned = found is not None and not shelf.is_heard_only(found)
    if is_owned or not any(shelf.has_compilation(one.title) for one in group):
        return found
    tracks = set(_tracks(group)[:500])
    return next((pk for one in group if (pk := shelf.compilation(one.artist, one.title, tracks))), found)


def _tracks(group: set[Heard]) -> QuerySet[Scrobble, str]:
    """Each once: in the history's own order, by time, every play would be another."""
    return _history(group).order_by("track_title").values_list("track_title", flat=True).distinct()


def _history(group: set[Heard]) -> QuerySet[Scrobble]:
    spelt = Q(pk__in=[])
    for one in group:
        spelt |= Q(artist_name=one.artist, album_title=one.title)
    return Scrobble.objects.filter(spelt)


def _record(group: set[Heard]) -> ReleaseRecord:
    """By the shortest spelling, which has no ` (Deluxe Edition)`."""
    one = min(group, key=lambda heard: (len(heard.title), heard.title, heard.artist))
    cover = next((heard.cover_url for heard in sorted(group, key=str) if heard.cover_url), "")
    return ReleaseRecord(
        title=values.text(one.title),
        artists=(ArtistCredit("Various" if artist_of(one.artist) == VARIOUS else values.text(one.artist)),),
        source=SOURCE,
        cover_url=values.https_address(cover),
    )


_ALBUMS = frozenset(
    map(
        folded,
        (
            *("Unknown", "Unknown Album", "Unknown Title", "No Album", "Non-album tracks", "N/A", "null"),
            *("Album inconnu", "Unbekanntes Album", "Álbum desconocido", "Album sconosciuto", "Álbum desconhecido"),
            *("Onbekend album", "Okänt album", "Ukendt album", "Ukjent album", "Tuntematon albumi", "Nieznany album"),
            *("Неизвестный альбом", "Невідомий альбом", "不明なアルバム", "未知专辑", "未知專輯", "알 수 없는 앨범"),
        ),
    )
)
_ARTISTS = frozenset(
    map(
        folded,
        (
            *("Unknown", "Unknown Artist", "No Artist", "Artiste inconnu", "Unbekannter Künstler", "null"),
            *("Unbekannter Interpret", "Artista desconocido", "Artista sconosciuto", "Artista desconhecido"),
            *("Onbekende artiest", "Okänd artist", "Ukendt kunstner", "Ukjent artist", "Tuntematon esittäjä"),
            *("Nieznany wykonawca", "Неизвестный исполнитель", "Невідомий виконавець", "不明なアーティスト"),
            *("未知艺术家", "未知藝術家", "알 수 없는 아티스트"),
        ),
    )
)
_DATE = re.compile(r"\s*\([0-9/.:\- ]+(?:[AP]M)?\)$")  # players add the time at which the disc was read
_DASHES = frozenset("-–—_")


def is_nothing(title: str) -> bool:
    """Whether an album's title says that there is none."""
    return _bare(title) in _ALBUMS or set(title.strip()) <= _DASHES


def is_nobody(artist: str) -> bool:
    return _bare(artist) in _ARTISTS


def _bare(name: str) -> str:
    return folded(_DATE.sub("", name).strip("<>[]() "))
