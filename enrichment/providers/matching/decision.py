"""The choice among candidates. A wrong photo is worse than none: whatever is in doubt is left to a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from collection.naming import is_placeholder, literal
from enrichment.providers.matching.candidates import Candidate
from enrichment.providers.matching.tiers import Tier, is_too_short_to_tell, lead_artist, tier_of
from enrichment.providers.matching.titles import shared_titles

Status = Literal["matched", "review", "not_found"]
Reason = Literal[
    "only_bearer",  # one candidate bears the name
    "shared_titles",  # of several, the one that has albums we own
    "best_name",  # of several, the one whose name is closest
    "several_fit",
    "no_usable_image",
    "name_too_short",  # equal but for punctuation, too short for that to mean much
    "placeholder",
    "nobody",
]
_Ranked = tuple[Tier, Candidate]


@dataclass(frozen=True)
class ArtistQuery:
    """The artist as our source writes it, the titles we own, and other spellings that Discogs lists for the artist."""

    name: str
    album_titles: tuple[str, ...] = ()
    variations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """`candidate` is set when `status` is matched; `candidates` are all who bear the name, for a person to look at."""

    status: Status
    reason: Reason
    candidate: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()


def choose(query: ArtistQuery, candidates: Sequence[Candidate], albums_of: Callable[[str], Sequence[str]]) -> Decision:
    """Decide whose photo may be shown. `albums_of(id)` is called only where several candidates bear the name."""
    if is_unanswerable(query.name):
        return Decision("not_found", "placeholder")
    bearers = _bearers(query, candidates)
    if bearers:
        return _pick(bearers, query.album_titles, albums_of)
    doubtful = tuple(candidate for candidate in candidates if _is_doubtful(query, candidate.name))
    if doubtful:
        return Decision("review", "name_too_short", candidates=doubtful)
    return Decision("not_found", "nobody")


def is_unanswerable(name: str) -> bool:
    """Whether no photo can be right for this name: it is empty or stands for many artists."""
    return not literal(name) or is_placeholder(name)


def bears_name(query: ArtistQuery, name: str) -> bool:
    """Whether an artist of that name may be the one asked for."""
    return any(tier_of(asked, name, query.variations) is not None for asked in _names(query.name))


def is_worth_a_look(query: ArtistQuery, name: str) -> bool:
    """Whether `choose` has a use for an artist of that name: its answer is the same without all others."""
    return bears_name(query, name) or _is_doubtful(query, name)


def _is_doubtful(query: ArtistQuery, name: str) -> bool:
    return any(is_too_short_to_tell(asked, name) for asked in _names(query.name))


@lru_cache(100)  # each candidate is held against them
def _names(name: str) -> tuple[str, ...]:
    lead = lead_artist(name)
    return (name,) if is_unanswerable(lead) else (name, lead)


def _bearers(query: ArtistQuery, candidates: Sequence[Candidate]) -> list[_Ranked]:
    for name in _names(query.name):
        tiers = ((tier_of(name, candidate.name, query.variations), candidate) for candidate in candidates)
        ranked = [(tier, candidate) for tier, candidate in tiers if tier is not None]
        if ranked:
            return ranked
    return []


def _pick(ranked: list[_Ranked], owned: Sequence[str], albums_of: Callable[[str], Sequence[str]]) -> Decision:
    if len(ranked) == 1:
        return _with_photo(ranked[0][1], ranked, "only_bearer")
    if owned:
        ranked = [(tier, _look_at_albums(candidate, owned, albums_of)) for tier, candidate in ranked]
        # min keeps the order of the answer among equals.
        _, closest = min(ranked, key=lambda pair: (-len(pair[1].shared_titles), pair[0]))
        if closest.shared_titles:
            return _with_photo(closest, ranked, "shared_titles")
    best = min(tier for tier, _ in ranked)
    named = [candidate for tier, candidate in ranked if tier == best]
    if len(named) == 1:
        return _with_photo(named[0], ranked, "best_name")
    return Decision("review", "several_fit", candidates=tuple(candidate for _, candidate in ranked))


def _look_at_albums(candidate: Candidate, owned: Sequence[str], albums_of: Callable[[str], Sequence[str]]) -> Candidate:
    return replace(candidate, shared_titles=shared_titles(owned, albums_of(candidate.id)))


def _with_photo(chosen: Candidate, ranked: list[_Ranked], reason: Reason) -> Decision:
    everybody = tuple(candidate for _, candidate in ranked)
    if not chosen.image_url:
        return Decision("review", "no_usable_image", candidates=everybody)
    return Decision("matched", reason, chosen, everybody)
