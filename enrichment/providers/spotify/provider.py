"""Finding the photo of an artist on Spotify: what is asked, in which order, and what may be answered."""

from dataclasses import dataclass
from functools import partial
from typing import Protocol

from collection.naming import base_form
from enrichment.providers.matching import (
    ArtistQuery,
    Candidate,
    Decision,
    Reason,
    Status,
    bears_name,
    choose,
    is_unanswerable,
    is_worth_a_look,
    lead_artist,
    parse_candidates,
)
from enrichment.providers.spotify.queries import album_search, artist_searches

# Each title costs a search and each artist found by it one more call.
_TITLES_TRIED = 2
_ARTISTS_FETCHED = 5


class Catalogue(Protocol):
    """What Spotify's catalogue is asked, answered as it comes: items may be null or malformed.

    Search terms are at most 250 characters, the service's own limit. An unknown id gives None.
    """

    def search_artists(self, q: str, /) -> list[object]: ...

    def search_albums(self, q: str, /) -> list[object]: ...

    def artist(self, spotify_id: str, /) -> object: ...

    def album_titles(self, spotify_id: str, /) -> list[str]: ...


@dataclass(frozen=True)
class PhotoAnswer:
    """What became of one question. The photo's fields are filled when `status` is matched, else empty.

    `url` is the artist's page on open.spotify.com; `width` and `height` are pixels. `candidates` are those who bear
    the name, with the owned titles they share where that was looked at.
    """

    status: Status
    reason: Reason
    spotify_id: str = ""
    name: str = ""
    url: str = ""
    image_url: str = ""
    width: int | None = None
    height: int | None = None
    candidates: tuple[Candidate, ...] = ()


class SpotifyProvider:
    """Photos of artists. Faults of the service come as the catalogue's typed errors; nobody found is an answer."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find_photo(self, query: ArtistQuery) -> PhotoAnswer:
        """Search by name, then by the titles we own; no call for a name that nobody bears, such as Various."""
        if is_unanswerable(query.name):
            return PhotoAnswer("not_found", "placeholder")
        items: list[object] = []
        decision = Decision("not_found", "nobody")
        for q in artist_searches(query.name):
            items += self._catalogue.search_artists(q)
            decision = self._choose(query, items)
            if _is_settled(decision):
                return _answer(decision)
        by_album = self._artists_by_album(query)
        return _answer(self._choose(query, items + by_album) if by_album else decision)

    def recheck(self, spotify_id: str) -> Candidate | None:
        """The artist as Spotify shows it today, or None when it is gone."""
        found = parse_candidates([self._catalogue.artist(spotify_id)])
        return found[0] if found else None

    def _choose(self, query: ArtistQuery, items: list[object]) -> Decision:
        candidates = parse_candidates(items, partial(is_worth_a_look, query))
        return choose(query, candidates, self._catalogue.album_titles)

    def _artists_by_album(self, query: ArtistQuery) -> list[object]:
        artist = base_form(lead_artist(query.name) or query.name)
        searches = [q for q in (album_search(title, artist) for title in query.album_titles) if q]
        credited: list[object] = []
        for q in searches[:_TITLES_TRIED]:
            credited += _credited(self._catalogue.search_albums(q))
        bearers = parse_candidates(credited, partial(bears_name, query))
        # An album names its artists without their images.
        return [self._catalogue.artist(candidate.id) for candidate in bearers[:_ARTISTS_FETCHED]]


def _is_settled(decision: Decision) -> bool:
    return decision.status != "not_found" and decision.reason != "name_too_short"


def _credited(albums: list[object]) -> list[object]:
    lists = (album.get("artists") for album in albums if isinstance(album, dict))
    return [artist for artists in lists if isinstance(artists, list) for artist in artists]


def _answer(decision: Decision) -> PhotoAnswer:
    chosen = decision.candidate
    if chosen is None:
        return PhotoAnswer(decision.status, decision.reason, candidates=decision.candidates)
    return PhotoAnswer(
        decision.status,
        decision.reason,
        spotify_id=chosen.id,
        name=chosen.name,
        url=chosen.url,
        image_url=chosen.image_url,
        width=chosen.width,
        height=chosen.height,
        candidates=decision.candidates,
    )
