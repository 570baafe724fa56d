"""The owner's albums that a play may belong to, found by the names that Last.fm uses for artists and albums."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from collection.models import Album, Artist
from collection.models.album import AlbumSource
from collection.naming import folded, strip_disambiguation
from collection.titles import work_key
from collection.tracks import heard

VARIOUS = "various"
_VARIOUS = frozenset(map(folded, ("Various", "Various Artists", "VA", "Artistes divers", "Verschiedene Interpreten")))
# What joins the names of several artists; only where every part is credited does it count as several.
_JOINTS = re.compile(r"\s*(?:,|&|/|\+|;|\b(?:and|et|und|feat|ft|with|vs|x)\b\.?)\s*", re.IGNORECASE)


def artist_of(name: str) -> str:
    """The key of an artist by name alone: Last.fm knows no "(2)", and calls "Various" by longer names."""
    key = Artist.key_of(strip_disambiguation(name))
    return VARIOUS if key in _VARIOUS else key


class Shelf:
    """Albums of the artists and titles that were heard: an owned one before one that was only heard."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        names = set(names)
        artists = {key for artist, _title in names for key in (artist_of(artist), *_parts(artist))}
        self._by_name: dict[tuple[str, str], int] = {}
        self._by_title: dict[str, list[tuple[set[str], int]]] = defaultdict(list)
        self._compilations: dict[str, list[Album]] = defaultdict(list)
        for album in sorted(_albums(artists, {title for _artist, title in names}), key=_standing):
            self._place(album)
        self._heard_under: dict[str, set[str]] = defaultdict(set)
        for artist, title in names:
            self._heard_under[work_key(title)].add(artist_of(artist))

    def find(self, artist: str, title: str) -> int | None:
        """By one of the album's artists, all of them together, or several of them joined."""
        key = work_key(title)
        found = self._by_name.get((artist_of(artist), key))
        if found is None and len(parts := _parts(artist)) > 1:
            found = next((pk for names, pk in self._by_title[key] if parts <= names), None)
        return found

    def has_compilation(self, title: str) -> bool:
        return work_key(title) in self._compilations

    def compilation(self, artist: str, title: str, tracks: Iterable[str]) -> int | None:
        """An owned album of various artists on which `artist` performs, or that holds one of the `tracks`.

        Where nothing is known of its tracks, several artists heard under one title tell that it is a compilation.
        """
        played = {work_key(track) for track in tracks}
        for album in self._compilations[work_key(title)]:
            lines = heard(album.tracklist)
            performs = any(artist_of(artist) in _parts(line.get("artists", "")) for line in lines)
            if performs or played & {work_key(line.get("title", "")) for line in lines}:
                return album.pk
            if not lines and len(self._heard_under[work_key(title)]) > 1:
                return album.pk
        return None

    def _place(self, album: Album) -> None:
        key, names = work_key(album.title), _names(album)
        for name in names:
            self._by_name.setdefault((name, key), album.pk)
        self._by_title[key].append((names, album.pk))
        if VARIOUS in names:
            self._compilations[key].append(album)


def _albums(artists: set[str], titles: set[str]) -> list[Album]:
    numbered = Q(pk__in=[])
    for key in artists:
        numbered |= Q(artists__key__startswith=f"{key} (")
    named = Q(artists__key__in=artists | _VARIOUS) | numbered | Q(title__in=titles)
    return list(Album.objects.filter(named).defer("tracklist", "credits", "ai_description").with_credits().distinct())


def _standing(album: Album) -> tuple[bool, bool, int]:
    return album.source == AlbumSource.LASTFM, album.removed_at is not None, album.pk


def _names(album: Album) -> set[str]:
    """Each artist of the album, and all of them together: Last.fm has both `Jay-Z` and `Jay-Z & Kanye West`."""
    names = [name for credit in album.album_artists.all() for name in (credit.artist.name, credit.shown_name)]
    return {artist_of(name) for name in (*names, album.artist_credit)}


def _parts(name: str) -> set[str]:
    """The names that a joint name is made of, itself where it is no joint one."""
    return {artist_of(part) for part in _JOINTS.split(name) if part.strip()}
