"""Discogs' own pages of artists, read where neither an open source nor our titles settle who is meant."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from collection.models import Artist
from enrichment.models import ArtistIdentity
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
    fields = ["item", "spotify_id", "deezer_id", "asked_at"]
    ArtistIdentity.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["artist", "source"], update_fields=fields
    )
