"""Whom the phase asks: each source in turn, for as long as it answers, the cache before each.

Discogs' own pages of artists are read where neither an open source nor our titles settle who is meant.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from collection.models import Artist
from enrichment.models import ArtistIdentity
from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.of_artists import Question
from enrichment.phases.artist_images.services import SPOTIFY, Source
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.identities import keep
from enrichment.providers.discogs import ArtistPage, DiscogsClient
from enrichment.providers.errors import NotAsked, ProviderError, Refused
from enrichment.providers.matching import ArtistQuery, bears_name


class ArtistPages:
    """Photos do without them: after the first trouble none is asked for any more. Each is read once."""

    name = DISCOGS.name

    def __init__(self, client: DiscogsClient) -> None:
        self._client = client
        self._read: dict[int, ArtistPage | None] = {}
        self.trouble: ProviderError | None = None

    def of(self, discogs_id: int | None) -> ArtistPage | None:
        """The artist's page; None for whom Discogs does not have, and where it cannot be asked."""
        if not discogs_id or self.trouble:
            return None
        if discogs_id not in self._read:
            try:
                self._read[discogs_id] = self._client.artist(discogs_id)
            except ProviderError as error:
                self.trouble = error
                return None
        return self._read[discogs_id]


class Asking:
    """Shared by the threads of a run. A source that refused is not asked again."""

    def __init__(self, asked: Sequence[Source], pages: ArtistPages) -> None:
        self._sources = asked
        self._pages = pages
        self._refused: dict[str, Refused] = {}
        self._left_out: set[str] = set()

    def leave_out(self, names: set[str]) -> None:
        """The services that refused this run already, whichever process found out."""
        self._left_out |= names

    def cached_answer(self, question: Question) -> photo.PhotoResult | None:
        """The cached photo while it is fresh."""
        for source in self._sources_for(question):
            cached, fresh = self._cached(source, question)
            if fresh:
                return cached
        return None

    def _sources_for(self, question: Question) -> Sequence[Source]:
        """Where a person has said who the artist is on Spotify, a search elsewhere might say another."""
        return [source for source in self._sources if source.service is SPOTIFY or not question.locked]

    @property
    def _asked_still(self) -> Sequence[Source]:
        return [source for source in self._sources if source.service.name not in self._left_out | self._refused.keys()]

    @property
    def in_part(self) -> bool:
        """Not every source could be asked."""
        return bool(self._left_out or self.refusals())

    def refusals(self) -> Sequence[ProviderError]:
        """Without the last one when nobody is left: for that one the phase stops."""
        refused: list[ProviderError] = list(self._refused.values())
        refused = refused if self._asked_still else refused[:-1]
        return [*refused, self._pages.trouble] if self._pages.trouble else refused

    def _cached(self, source: Source, question: Question) -> tuple[photo.PhotoResult | None, bool]:
        """The cached photo, and whether it may be used without a new look."""
        entry = source.cache.read(question.names) if question.read_cache else None
        cached = photo.from_entry(entry) if entry else None
        if cached and question.locked and cached.spotify_id != question.spotify_id:
            return None, False  # of the artist whom a person said it is not
        if cached and question.locked:
            cached = cached._replace(basis=photo.IDENTITY)  # a person has said who it is
        if cached and not cached.basis:
            return None, False  # from before photos rested on anything
        return cached, bool(entry and cached and photo.is_fresh(entry))

    def ask(self, question: Question) -> photo.PhotoResult:
        """Of each source in turn, until one knows the artist: the cached photo while it is fresh; the known artist as
        it is shown there today; else the search.
        """
        found: photo.PhotoResult | None = None
        sources = self._sources_for(question)
        for source in sources:
            try:
                found = self._asked(source, question) if source in self._asked_still else found
            except Refused as refusal:
                self._refused[source.service.name] = refusal
            if found and not found.is_nobody:
                break
        if found:
            return found
        # Every source that may be asked has refused: the end of this phase, or of this question alone.
        name = sources[-1].service.name
        refused = self._refused.get(name)
        if refused and self._asked_still:
            raise NotAsked(name, refused.code, refused.detail)
        raise refused or NotAsked(name, "refused_before")

    def _asked(self, source: Source, question: Question) -> photo.PhotoResult:
        cached, fresh = self._cached(source, question)
        if cached and fresh:
            return cached
        found = self._look_up(source, question, cached if cached and cached.basis in photo.PROVED else None)
        if found.image_url:
            source.cache.write(question.names[0], photo.to_entry(found, question.query.name))
        else:
            source.cache.drop(question.names)
        return found

    def _look_up(self, source: Source, question: Question, cached: photo.PhotoResult | None) -> photo.PhotoResult:
        page = question.page if photo.source_of(question.page) == source.service.name else ""
        known = question.spotify_id if source.service is SPOTIFY else page.rpartition("/")[2]
        known_id, basis = (cached and cached.known_id) or known, question.basis
        if cached and cached.known_id:
            basis = cached.basis
        if question.locked:
            basis = photo.IDENTITY
        found = source.recheck(known_id, basis) if known_id else None
        if found:
            return found
        if question.locked:
            return photo.PhotoResult("not_found", "nobody")
        found = source.find(question.query, question.identities.get(source.service.name, ""))
        # What follows once Discogs' page of the artist is read, where nothing else has proved who is meant.
        is_proved = found.basis in photo.PROVED
        if is_proved or found.reason == "placeholder" or self._pages.name in self._left_out:
            return found
        page_read = self._pages.of(question.discogs_id)
        return with_page(source, question.query, found, page_read, question.identities) if page_read else found


def with_page(
    source: Source, query: ArtistQuery, found: photo.PhotoResult, page: ArtistPage, identities: Mapping[str, str]
) -> photo.PhotoResult:
    """`found` again, with the names and the link of Discogs' page. `identities` are ids that another open source keeps,
    by source: where it keeps one, a link to somebody else settles nothing.
    """
    name = source.service.name
    wider = query._replace(variations=(*query.variations, *page.variations), aliases=page.aliases)
    known, linked = identities.get(name, ""), {"spotify": page.spotify_id, "deezer": page.deezer_id}.get(name, "")
    again = found
    if (linked and not known) or (found.reason == "contradicted" and page.aliases and linked in ("", known)):
        again = source.find(wider, known or linked)
    elif any(bears_name(wider, one.name) and not bears_name(query, one.name) for one in found.candidates):
        again = source.find(wider, "")
    # A spelling from there is believed with one of our titles, or with the id: many acts share the short ones.
    return (found if again.basis == photo.NAME else again)._replace(discogs=page)


def keep_pages(told: Iterable[tuple[Artist | None, photo.PhotoResult]]) -> None:
    """Write down what Discogs' pages say of who the artists are elsewhere, and take over their spellings of the name
    (not saved yet).
    """
    rows = []
    for artist, found in told:
        if artist is None or found.discogs is None:
            continue
        page = found.discogs
        artist.name_variations = list(dict.fromkeys([*artist.name_variations, *page.variations]))
        ids = {"spotify_id": page.spotify_id, "deezer_id": page.deezer_id}
        rows.append(
            ArtistIdentity(artist=artist, source=DISCOGS.name, item=str(page.id), asked_at=timezone.now(), **ids)
        )
    keep(rows)
