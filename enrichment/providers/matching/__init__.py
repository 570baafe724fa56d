"""Which artist of a photo source is the one we own records of: the right one, or none.

Nothing here knows a service. A source says how it is asked by a `Catalogue` of its own: five small methods that give
`Candidate`s, each with the address of a picture that may be shown or "", and `Album`s. `find_artist` makes the calls
that are needed and decides, by the same rules for every source. Where candidates and titles are known already, `choose`
decides without a call.
"""

from enrichment.providers.matching.decision import (
    ArtistQuery,
    Candidate,
    CandidateRow,
    Decision,
    Reason,
    Status,
    bears_name,
    choose,
    is_unanswerable,
    may_be,
)
from enrichment.providers.matching.hunt import Album, Catalogue, Found, find_artist, find_photo
from enrichment.providers.matching.names import Tier, lead_artist, tier_of
from enrichment.providers.matching.titles import plain_title, shared, title_key

__all__ = [
    "Album",
    "ArtistQuery",
    "Candidate",
    "CandidateRow",
    "Catalogue",
    "Decision",
    "Found",
    "Reason",
    "Status",
    "Tier",
    "bears_name",
    "choose",
    "find_artist",
    "find_photo",
    "is_unanswerable",
    "lead_artist",
    "may_be",
    "plain_title",
    "shared",
    "tier_of",
    "title_key",
]
