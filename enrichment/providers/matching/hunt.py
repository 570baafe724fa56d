"""The search for an artist in a source's catalogue: what is asked next, and when enough is known to decide."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from collection.naming import base_form
from enrichment.providers.matching.decision import (
    ArtistQuery,
    Candidate,
    Decision,
    bears_name,
    choose,
    is_unanswerable,
    matched,
    may_be,
    may_be_identified,
    names_of,
    review,
)
from enrichment.providers.matching.titles import Weight, most_telling, shared, weight

# One title may be of an edition that the source does not have; a second one settles nearly all the rest.
TITLES_ASKED = 2
CATALOGUES_READ = 2
PAGES_READ = 5
PICTURES_FETCHED = 3
_JOINT = re.compile(r"(?: (?:&|\+|/|and|et|und|y|con|with|vs\.?|x) |, )(?!the |his |her )", re.IGNORECASE)


class Album(NamedTuple):
    """An album that a search brought, and whose it is; the artists may be known by id and name alone."""

    title: str
    artists: tuple[Candidate, ...]


class Found(NamedTuple):
    """What one call brought; `is_all` when the source has no further album to tell for it."""

    artists: tuple[Candidate, ...] = ()
    albums: tuple[Album, ...] = ()
    is_all: bool = False


class Catalogue(Protocol):
    """What a photo source is asked, a call each. Faults are raised as `ProviderError`; nobody found is an answer."""

    def searches(self, name: str, /) -> tuple[str, ...]:
        """The search terms for an artist of that name, as people say it, the most exact first; no call."""

    def search(self, q: str, /) -> Found:
        """The artists whom the source thinks of, with albums where the same call brings them."""

    def albums_called(self, title: str, name: str, /) -> Found:
        """Albums of that title by an artist of that name; by anybody where the name is ""."""

    def album_pages(self, artist_id: str, /) -> Iterator[Sequence[str]]:
        """The titles of an artist's albums, compilations included, a page and a call at a time."""

    def artist(self, artist_id: str, /) -> Candidate | None:
        """The artist with its picture; None when the source has it no more."""


def find_artist(query: ArtistQuery, catalogue: Catalogue) -> Decision:
    """Search by name, then by the titles we own, then in whole catalogues, as far as is needed to decide.

    One call where the first one shows the name and one of our titles, 29 at most, none for a placeholder.
    """
    if is_unanswerable(query.name):
        return Decision("not_found", "placeholder")
    hunt = _Hunt(query, catalogue)
    for _call in hunt.calls():
        if hunt.is_settled():
            break
    return hunt.decision()


def find_photo(query: ArtistQuery, catalogue: Catalogue, identity: str = "") -> Decision:
    """As `find_artist`, unless an open source keeps the id `identity` for the artist: one call where the page of that
    id bears the name.

    A page of quite another name must have one of our titles; else whoever fits is put before a person beside it.
    """
    artist = catalogue.artist(identity) if identity and not is_unanswerable(query.name) else None
    if artist is None:
        return find_artist(query, catalogue)
    titles: list[str] = []
    is_named = may_be_identified(query, artist.name)
    for page in islice(catalogue.album_pages(identity), 0 if is_named else PAGES_READ):
        titles += page
        if shared(query.album_titles, titles).telling:
            break
    evidence = shared(query.album_titles, titles)
    artist = artist._replace(shared_titles=evidence.titles, albums_seen=len(titles))
    if is_named or evidence.telling:
        return matched("identified", artist, (artist,))
    found = find_artist(query, catalogue)
    if found.candidate is not None and found.candidate.id == artist.id:
        return found
    return review("contradicted", (*(one for one in found.candidates if one.id != artist.id), artist))


class _Hunt:
    def __init__(self, query: ArtistQuery, catalogue: Catalogue) -> None:
        self._query = query
        self._catalogue = catalogue
        self._names = tuple(map(base_form, names_of(query.name)))
        self._titles_to_ask = most_telling(query.album_titles, (query.name,))
        self._asked = 0
        self._artists: dict[str, Candidate] = {}  # with their pictures
        self._credited: dict[str, Candidate] = {}  # known from an album only, without
        self._titles: dict[str, list[str]] = {}
        self._read_whole: set[str] = set()
        self._catalogues_read = 0
        self._is_all = False  # whether the last search told every album that fits it
        self._knows_all_owners = False  # of the title that was asked for under any name

    def decision(self) -> Decision:
        """What follows from what was found so far."""
        return choose(self._query, [*self._artists.values(), *self._credited.values()], self._titles)

    def is_settled(self) -> bool:
        """Whether nothing that could still be found would change the decision."""
        decision = self.decision()
        if decision.reason == "no_usable_image":
            return not self._credited
        if decision.reason == "shared_titles":
            bearers = {one.id for one in self._bearers()}
            return len(bearers) < 2 or self._asked > 0 or bearers <= self._read_whole
        if decision.reason == "other_name" and self._knows_all_owners:
            return any(one.shared_titles and one.id in self._artists for one in decision.candidates)
        return decision.status != "not_found" and not self._titles_to_ask

    def calls(self) -> Iterator[None]:
        """Everything that may be asked, in turn: a call or two for each step."""
        exact, *others = [q for name in self._names for q in self._catalogue.searches(name)] or [""]
        self._search(exact)
        yield
        yield from self._read_likely() if self._is_all else self._ask_for(1)
        yield from self._ask_whose_it_is()
        yield from self._ask_for(1)
        for q in others:
            if not self._bearers():
                self._search(q)
                yield
        if self._bearers():
            yield from self._ask_for(TITLES_ASKED)
        yield from self._read_likely()
        self._fetch_pictures(self.decision().candidates)
        yield

    def _search(self, q: str) -> None:
        found = self._catalogue.search(q)
        self._add(found)
        self._is_all = found.is_all

    def _bearers(self) -> list[Candidate]:
        return [one for one in (*self._artists.values(), *self._credited.values()) if bears_name(self._query, one.name)]

    def _ask_for(self, titles: int) -> Iterator[None]:
        """So many of ours, by the name; where a search has told every album under it, that would tell no more."""
        is_told = self._is_all and len(self._names) == 1 and _is_plain(self._names[0])
        for title in self._titles_to_ask[self._asked : 0 if is_told else titles]:
            self._asked += 1
            self._add(self._catalogue.albums_called(title, self._names[-1]))
            self._fetch_pictures(self._bearers())
            yield

    def _ask_whose_it_is(self) -> Iterator[None]:
        """One title under any name, where nobody was found, or only namesakes, or a star says that the name is one of
        several that the sleeves give. Renamed acts have our album under another name; the members of a joint credit
        would only seem to.
        """
        decision = self.decision()
        is_untold = decision.reason == "another_act" and self._is_all
        is_in_doubt = self._query.name.endswith("*") or is_untold or not decision.candidates
        if not is_in_doubt or any(one.shared_titles for one in decision.candidates):
            return
        telling = [title for title in self._titles_to_ask[:1] if weight(title, (self._names[-1],)) is Weight.TELLING]
        if telling and not _JOINT.search(self._names[-1]):
            found = self._catalogue.albums_called(telling[0], "")
            self._add(found)
            self._fetch_pictures(self._bearers())
            self._knows_all_owners = found.is_all
            self._asked += found.is_all  # no need to ask for it by a name
        yield

    def _read_likely(self) -> Iterator[None]:
        """Whole catalogues, where nothing else is known of them or our titles are such as searches trip over."""
        likely = [one.id for one in self._artists.values() if one.image_url and may_be(self._query, one.name)]
        trips = not all(map(_is_plain, (self._names[-1], *self._titles_to_ask[:TITLES_ASKED])))
        unread = [one for one in likely if one not in self._read_whole and (trips or not self._titles.get(one))]
        for artist_id in unread[: CATALOGUES_READ - self._catalogues_read]:
            self._catalogues_read += 1
            self._read_whole.add(artist_id)
            for page in islice(self._catalogue.album_pages(artist_id), PAGES_READ):
                self._titles.setdefault(artist_id, []).extend(page)
                yield

    def _fetch_pictures(self, candidates: Sequence[Candidate]) -> None:
        wanted = [one.id for one in candidates if one.id in self._credited]
        for artist_id in wanted[:PICTURES_FETCHED]:
            del self._credited[artist_id]
            if artist := self._catalogue.artist(artist_id):
                self._artists[artist_id] = artist

    def _add(self, found: Found) -> None:
        for artist in found.artists:
            known = self._artists.get(artist.id)  # an id counts once, by the name that is meant
            if known is None or not may_be(self._query, known.name):
                self._artists[artist.id] = artist
        for album in found.albums:
            for artist in album.artists:
                self._titles.setdefault(artist.id, []).append(album.title)
                self._credited.setdefault(artist.id, artist)
        self._credited = {key: one for key, one in self._credited.items() if key not in self._artists}
        if found.is_all and found.artists:
            self._read_whole |= self._titles.keys()


def _is_plain(text: str) -> bool:
    return text.replace(" ", "").isalnum()
