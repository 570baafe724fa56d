"""The services and the phases that there are. A new one is an entry here, and nothing else.

`SERVICES` in the order of the Settings page; `PHASES` in the order of a run, each in the runs of its `kind`. The forms
are `phases/services.py` and `phases/base.py`.
"""

from typing import Any

from enrichment.phases.artist_images.phase import ArtistImages
from enrichment.phases.artist_images.services import DEEZER, SPOTIFY
from enrichment.phases.base import Phase
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.service import EURIA
from enrichment.phases.discogs.collection import DiscogsCollection
from enrichment.phases.discogs.releases import DiscogsMasters, DiscogsReleases
from enrichment.phases.discogs.service import DISCOGS
from enrichment.phases.identities import WIKIDATA, Identities
from enrichment.phases.lastfm.tracker import LASTFM, LastfmRecent, LastfmTopAlbums
from enrichment.phases.services import Service

SERVICES: dict[str, Service[Any]] = {
    service.name: service for service in (EURIA, SPOTIFY, DEEZER, DISCOGS, LASTFM, WIKIDATA)
}

PHASES: dict[str, type[Phase[Any, Any]]] = {
    phase.name: phase
    for phase in (
        Descriptions,
        Identities,
        ArtistImages,
        DiscogsCollection,
        DiscogsReleases,
        DiscogsMasters,
        LastfmRecent,
        LastfmTopAlbums,
    )
}


def phases_of(kind: str, only: str = "") -> tuple[str, ...]:
    """The names of the phases of runs of `kind`, in their order; `only` names one of them, or a part of the kind."""
    phases = [phase for phase in PHASES.values() if phase.kind == kind and phase.is_offered()]
    return tuple(phase.name for phase in phases if only in ("", phase.name, phase.part))


def phase_label(name: str) -> str:
    """Stored names may outlive their phase; they are shown all the same."""
    return PHASES[name].title() if name in PHASES else name.replace("_", " ").capitalize()


def added_words(name: str, count: int) -> str:
    """What a run added in the phase of that name."""
    known = PHASES.get(name)
    return known.added_words(count) if known else Phase.added % {"name": phase_label(name), "number": count}


def phase_name(name: str) -> str:
    """As `phase_label`, in a line of a terminal."""
    return PHASES[name].in_a_line() if name in PHASES else name.replace("_", " ")


def service_label(phase: str, reason: str = "") -> str:
    """The name of the service that the phase asks: of another one than usual where the reason says so (`CODE@NAME`)."""
    service = service_asked(phase, reason)
    return service.label if service else ""


def service_asked(phase: str, reason: str) -> Service[Any] | None:
    """None where the phase is gone."""
    _code, _at, other = reason.partition("@")
    return SERVICES.get(other) or (PHASES[phase].service if phase in PHASES else None)
