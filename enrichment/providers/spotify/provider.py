"""The photo of an artist on Spotify: who is found by the rules of matching, read from Spotify's answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from collection.naming import base_form
from enrichment.providers.matching import Album, ArtistQuery, Candidate, Decision, Found, find_photo
from enrichment.providers.shapes import as_objects, as_text
from enrichment.providers.spotify.artists import parse_artists

LONGEST_Q = 250  # else the service answers 400, as it does to an empty one
_LONGEST_PART = 100  # of two
# A quote ends a field filter, a colon begins one, a trailing `*` made the service answer 502, `(2)` is Discogs' own.
_UNSAFE = re.compile(r'["“”„‟″«»*\\:\x00-\x1f\x7f]|\([0-9]{1,3}\)')
# A word with an apostrophe inside a field filter finds nothing.
_TRIPS = re.compile(r"\S*['’‘`´]\S*")


@dataclass(frozen=True)
class SearchAnswer:
    """The first ten artists and the first ten albums of a search, as they came; `more_albums` when there are more."""

    artists: list[object] = field(default_factory=list)
    albums: list[object] = field(default_factory=list)
    more_albums: bool = False


class SpotifyCalls(Protocol):
    """What Spotify is asked, answered as it comes: items may be null or malformed.

    Search terms are at most 250 characters, the service's own limit. An unknown id gives None.
    """

    def search(self, q: str, /) -> SearchAnswer: ...

    def search_albums(self, q: str, /) -> SearchAnswer: ...

    def artist(self, spotify_id: str, /) -> object: ...

    def album_pages(self, spotify_id: str, /) -> Iterator[Sequence[str]]: ...


class SpotifyCatalogue:
    """Satisfies `Catalogue` of matching by Spotify's calls."""

    def __init__(self, calls: SpotifyCalls) -> None:
        self._calls = calls

    def searches(self, name: str) -> tuple[str, ...]:
        return artist_searches(name)

    def search(self, q: str) -> Found:
        answer = self._calls.search(q)
        return Found(parse_artists(answer.artists), _albums(answer.albums), is_all=not answer.more_albums)

    def albums_called(self, title: str, name: str) -> Found:
        if not (q := album_search(title, name)):
            return Found()
        answer = self._calls.search_albums(q)
        return Found(albums=_albums(answer.albums), is_all=not answer.more_albums)

    def album_pages(self, artist_id: str) -> Iterator[Sequence[str]]:
        return self._calls.album_pages(artist_id)

    def artist(self, artist_id: str) -> Candidate | None:
        found = parse_artists([self._calls.artist(artist_id)])
        return found[0] if found else None


class SpotifyProvider:
    """Photos of artists. Faults of the service come as typed errors; nobody found is an answer."""

    def __init__(self, calls: SpotifyCalls) -> None:
        self._catalogue = SpotifyCatalogue(calls)

    def find_photo(self, query: ArtistQuery, identity: str = "") -> Decision:
        """Search by name, then by the titles we own; no call for a name that nobody bears, such as Various. One call
        where `identity`, an id that an open source keeps, is given and its page bears the name.
        """
        return find_photo(query, self._catalogue, identity)

    def recheck(self, spotify_id: str) -> Candidate | None:
        """The artist as Spotify shows it today, or None when it is gone."""
        return self._catalogue.artist(spotify_id)


def _albums(items: list[object]) -> tuple[Album, ...]:
    """An album taken down has no title."""
    albums = [(as_text(item.get("name")), parse_artists(item.get("artists"))) for item in as_objects(items)]
    return tuple(Album(title, artists) for title, artists in albums if title)


def artist_searches(name: str) -> tuple[str, ...]:
    """The artist field, then plain text; plain text first for a name that the field filter is known to miss."""
    name = base_form(name)
    words = _words(name, LONGEST_Q)
    searches = [_field("artist", _words(name, LONGEST_Q - len(_field("artist", " ")) + 1)), words]
    if _TRIPS.search(words):
        searches.reverse()
    return tuple(q for q in searches if q)


def album_search(title: str, artist: str) -> str:
    """An album of that title, by that artist unless "" is given; "" when the title has no word to search for."""
    parts = _field("album", _sure_words(title)), _field("artist", _sure_words(artist))
    return " ".join(part for part in parts if part) if parts[0] else ""


def _sure_words(text: str) -> str:
    """The longest run of words that the field filters find: those with an apostrophe they miss."""
    runs = _TRIPS.split(_words(text))
    return max((run.strip() for run in runs), key=len)


def _field(name: str, words: str) -> str:
    return f'{name}:"{words}"' if words else ""


def _words(text: str, longest: int = _LONGEST_PART) -> str:
    # Only whole words are found, so a long name is cut between two.
    words = " ".join(_UNSAFE.sub(" ", text).split())
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0] or words[:longest]
