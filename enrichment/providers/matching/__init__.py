"""Which artist of a photo source is the one we own records of: the right one, or none.

Nothing here knows a service. A source says how it is asked by a `Catalogue` of its own: five small methods that give
`Candidate`s, each with the address of a picture that may be shown or "", and `Album`s. `find_artist` makes the calls
that are needed and decides, by the same rules for every source. Where candidates and titles are known already, `choose`
decides without a call.
"""

from enrichment.providers.matching.decision import ArtistQuery, Candidate, CandidateRow, Decision, bears_name, choose
from enrichment.providers.matching.hunt import Album, Catalogue, Found, find_artist, find_photo
from enrichment.providers.matching.names import lead_artist

__all__ = [
    "Album",
    "ArtistQuery",
    "Candidate",
    "CandidateRow",
    "Catalogue",
    "Decision",
    "Found",
    "bears_name",
    "choose",
    "find_artist",
    "find_photo",
    "lead_artist",
]
