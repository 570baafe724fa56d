"""Discogs' own pages of artists, read where neither an open source nor our titles settle who is meant."""

from collections.abc import Mapping
from dataclasses import replace

from enrichment.phases.artist_images import photo
from enrichment.phases.artist_images.sources import Source
from enrichment.phases.discogs.service import DISCOGS
from enrichment.providers.discogs import ArtistPage, DiscogsClient
from enrichment.providers.errors import ProviderError
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


def with_page(
    source: Source, query: ArtistQuery, found: photo.PhotoResult, page: ArtistPage, identities: Mapping[str, str]
) -> photo.PhotoResult:
    """`found` again, with the names and the link of Discogs' page. `identities` are ids that another open source keeps,
    by source: where it keeps one, a link to somebody else settles nothing.
    """
    name = source.service.name
    wider = replace(query, variations=(*query.variations, *page.variations), aliases=page.aliases)
    known, linked = identities.get(name, ""), {"spotify": page.spotify_id, "deezer": page.deezer_id}.get(name, "")
    again = found
    if (linked and not known) or (found.reason == "contradicted" and page.aliases and linked in ("", known)):
        again = source.find(wider, known or linked)
    elif any(bears_name(wider, one.name) and not bears_name(query, one.name) for one in found.candidates):
        again = source.find(wider, "")
    # A spelling from there is believed with one of our titles, or with the id: many acts share the short ones.
    return replace(found if again.basis == photo.NAME else again, variations=page.variations)
