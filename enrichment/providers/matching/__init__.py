"""Which Spotify artist is the one we own records of: the right one, or none. Pure, no call of its own."""

from enrichment.providers.matching.candidates import Candidate, parse_candidates
from enrichment.providers.matching.decision import (
    ArtistQuery,
    Decision,
    Reason,
    Status,
    bears_name,
    choose,
    is_unanswerable,
    is_worth_a_look,
)
from enrichment.providers.matching.tiers import Tier, lead_artist, tier_of
from enrichment.providers.matching.titles import plain_title, shared_titles, title_key

__all__ = [
    "ArtistQuery",
    "Candidate",
    "Decision",
    "Reason",
    "Status",
    "Tier",
    "bears_name",
    "choose",
    "is_unanswerable",
    "is_worth_a_look",
    "lead_artist",
    "parse_candidates",
    "plain_title",
    "shared_titles",
    "tier_of",
    "title_key",
]
