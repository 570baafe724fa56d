"""The phases there are, and the kinds of run made of them. A new phase is one line here."""

from typing import Any

from enrichment.models import Kind
from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.base import Phase
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.discogs.collection import DiscogsCollection
from enrichment.phases.discogs.masters import DiscogsMasters
from enrichment.phases.discogs.releases import DiscogsReleases
from enrichment.phases.lastfm.recent import LastfmRecent
from enrichment.phases.lastfm.top_albums import LastfmTopAlbums

ENRICHMENT = (Descriptions, ArtistImages)
DISCOGS = (DiscogsCollection, DiscogsReleases, DiscogsMasters)
LASTFM = (LastfmRecent, LastfmTopAlbums)

PHASES: dict[str, type[Phase[Any, Any]]] = {phase.name: phase for phase in (*ENRICHMENT, *DISCOGS, *LASTFM)}

KINDS: dict[str, tuple[str, ...]] = {
    Kind.ENRICHMENT: tuple(phase.name for phase in ENRICHMENT),
    Kind.DISCOGS: tuple(phase.name for phase in DISCOGS),
    Kind.LASTFM: tuple(phase.name for phase in LASTFM),
}

FACTS = (DiscogsReleases.name, DiscogsMasters.name)
