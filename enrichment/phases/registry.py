"""The phases there are, and the kinds of run made of them. A new phase is one line here."""

from typing import Any

from enrichment.models import Kind
from enrichment.phases.artist_images import ArtistImages
from enrichment.phases.base import Phase
from enrichment.phases.descriptions import Descriptions
from enrichment.phases.discogs_collection import DiscogsCollection
from enrichment.phases.discogs_masters import DiscogsMasters
from enrichment.phases.discogs_releases import DiscogsReleases

PHASES: dict[str, type[Phase[Any, Any]]] = {
    phase.name: phase for phase in (Descriptions, ArtistImages, DiscogsCollection, DiscogsReleases, DiscogsMasters)
}

KINDS: dict[str, tuple[str, ...]] = {
    Kind.ENRICHMENT: (Descriptions.name, ArtistImages.name),
    Kind.DISCOGS: (DiscogsCollection.name, DiscogsReleases.name, DiscogsMasters.name),
}

FACTS = (DiscogsReleases.name, DiscogsMasters.name)
