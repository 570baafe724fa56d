"""The owner's albums that a play may belong to, found by the names that Last.fm uses for artists and albums."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from collection.meant import VARIOUS, artist_of, keys_of, names_in, sides_of, work_key
from collection.models import Album
from collection.models.album import AlbumSource
from collection.naming import folded
from collection.sleeve import heard


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
