"""The phases there are, and the kinds of run made of them. A new phase is one line here."""

from typing import Any

from enrichment.models import Kind
from enrichment.phases.artist_images import ArtistImages
from enrichment.phases.base import Phase
from enrichment.phases.descriptions import Descriptions

PHASES: dict[str, type[Phase[Any, Any]]] = {phase.name: phase for phase in (Descriptions, ArtistImages)}

KINDS: dict[str, tuple[str, ...]] = {
    Kind.ENRICHMENT: (Descriptions.name, ArtistImages.name),
}
