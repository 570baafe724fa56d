"""The choice among the artists that a source proposes.

A wrong photo is worse than none: whatever is in doubt is left to a person.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypedDict, cast

from collection.naming import is_placeholder, literal
from enrichment.providers.matching.names import Tier, is_too_short_to_tell, lead_artist, loosely_equal, tier_of
from enrichment.providers.matching.titles import Shared, shared, title_key


class CandidateRow(TypedDict):
    """A `Candidate` as JSON keeps it. Read back, its titles are a list."""

    id: str
    name: str
    url: str
    image_url: str
    width: int | None
    height: int | None
    shared_titles: tuple[str, ...]
    albums_seen: int


class Candidate(NamedTuple):
    """An artist of a photo source.

    `url` is its page there. `image_url` is "" when the source has no photo that may be shown; `width` and `height` are
    its pixels where known. `shared_titles` are titles we own that this artist has too, `albums_seen` how many of its
    titles were looked at: both are filled by `choose`.
    """

    id: str
    name: str
    url: str
    image_url: str = ""
    width: int | None = None
    height: int | None = None
    shared_titles: tuple[str, ...] = ()
    albums_seen: int = 0

    @property
    def row(self) -> CandidateRow:
        return cast("CandidateRow", self._asdict())


Status = Literal["matched", "review", "not_found"]
Reason = Literal[
    "shared_titles",  # has albums we own
    "only_bearer",  # one candidate bears the name, and nothing is known of its albums
    "best_name",  # of several of whose albums nothing is known, the one whose name is closest
    "identified",  # an open source keeps this id beside our artist's
    "contradicted",  # it does, but neither name nor albums fit
    "several_fit",
    "another_act",  # bears the name, but none of its albums is ours
    "weak_titles",  # bears the name, and shares only titles that anybody uses
    "other_name",  # has an album of ours under quite another name
    "name_alike",  # the name is written in another way
    "name_too_short",  # equal but for punctuation, too short for that to mean much
    "no_usable_image",
    "placeholder",
    "nobody",
]
Titles = Mapping[str, Collection[str]]
_DISCOGS_NUMBER = re.compile(r" \([0-9]{1,3}\)\*?$")


class ArtistQuery(NamedTuple):
    """The artist as our source writes it, the titles we own, and other spellings that Discogs lists for the artist.
    `aliases` are further names of the same people: who bears one is taken only where an id says so as well.
    """

    name: str
    album_titles: tuple[str, ...] = ()
    variations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Decision(NamedTuple):
    """`candidate` is set when `status` is matched; `candidates` are all whom a person may take for the artist, the
    likeliest first."""

    status: Status
    reason: Reason
    candidate: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()


class _Weighed(NamedTuple):
    """A candidate with what speaks for it; `tier` is None where the name is another."""

    candidate: Candidate
    tier: Tier | None
    shared: Shared

    @property
    def is_named(self) -> bool:
        """Whether the candidate may be chosen: a looser writing counts with a telling title only."""
        return self.tier is not None and (self.tier < Tier.LOOSE or self.shared.telling > 0)

    @property
    def is_worth_offering(self) -> bool:
        return self.tier is not None or self.shared.telling > 0 or self.shared.own_name > 0

    def outdoes(self, other: "_Weighed") -> bool:
        """Weak titles break no tie."""
        return self.shared.telling > other.shared.telling and len(self.shared) >= len(other.shared)


def choose(query: ArtistQuery, candidates: Sequence[Candidate], titles: Titles) -> Decision:
    """Decide whose photo may be shown. `titles` holds, by candidate id, the album titles that could be seen of it; an
    id that is not there is one of whose albums nothing is known.
    """
    if is_unanswerable(query.name):
        return Decision("not_found", "placeholder")
    for name in names_of(query.name):
        weighed = [_weigh(query, name, candidate, titles) for candidate in candidates]
        named = [one for one in weighed if one.is_named]
        if not named:
            continue
        offered = _offered(weighed)
        chosen, reason = _among(query, named)
        if chosen is None:
            return review(reason, offered)
        return matched(reason, chosen.candidate, offered)
    # Nobody bears the name itself: those of other names.
    offered = _offered(weighed)
    if not offered:
        return Decision("not_found", "nobody")
    if any(candidate.shared_titles for candidate in offered):
        return review("other_name", offered)
    short = all(is_too_short_to_tell(query.name, candidate.name) for candidate in offered)
    return review("name_too_short" if short else "name_alike", offered)


def is_unanswerable(name: str) -> bool:
    """Whether no photo can be right for this name: it is empty or stands for many artists."""
    return not literal(name) or is_placeholder(name)


@lru_cache(100)  # each candidate is held against them
def names_of(name: str) -> tuple[str, ...]:
    """The names to look for, in turn: as written, then the lead artist of `A feat. B`."""
    lead = lead_artist(name)
    return (name,) if is_unanswerable(lead) else (name, lead)


def bears_name(query: ArtistQuery, name: str) -> bool:
    """Whether an artist of that name may be the one asked for."""
    return any(tier_of(asked, name, query.variations) is not None for asked in names_of(query.name))


def may_be(query: ArtistQuery, name: str) -> bool:
    """Whether an artist of that name may be chosen once a title speaks for it: looser writings too."""
    return bears_name(query, name) or any(_is_loose(asked, name) for asked in names_of(query.name))


def may_be_identified(query: ArtistQuery, name: str) -> bool:
    """Whether an artist of that name may be the one whom an open source names by an id."""
    return may_be(query, name) or any(tier_of(alias, name) is not None for alias in query.aliases)


def _is_loose(asked: str, name: str) -> bool:
    return loosely_equal(asked, name) or is_too_short_to_tell(asked, name)


def _weigh(query: ArtistQuery, name: str, candidate: Candidate, titles: Titles) -> _Weighed:
    theirs = titles.get(candidate.id, ())
    tier = tier_of(name, candidate.name, query.variations)
    if tier is None and _is_loose(name, candidate.name):
        tier = Tier.LOOSE
    evidence = shared(query.album_titles, theirs, (name, candidate.name))
    seen = len({title_key(title) for title in theirs})
    return _Weighed(candidate._replace(shared_titles=evidence.titles, albums_seen=seen), tier, evidence)


def _among(query: ArtistQuery, named: list[_Weighed]) -> tuple[_Weighed | None, Reason]:
    """Who of those that bear the name is meant, or why nobody can say."""
    leader = max(named, key=lambda one: (one.shared.telling, len(one.shared)))
    if leader.shared:
        if not all(leader.outdoes(other) for other in named if other is not leader):
            return None, "several_fit"
        # Discogs numbers the namesakes of an act; any of them may have a self-titled album or Greatest Hits.
        if not leader.shared.telling and _DISCOGS_NUMBER.search(query.name):
            return None, "weak_titles"
        return leader, "shared_titles"
    if query.album_titles and any(one.candidate.albums_seen for one in named):
        return None, "another_act"
    best = min(one.tier for one in named if one.tier is not None)
    closest = [one for one in named if one.tier == best]
    if len(closest) > 1:
        return None, "several_fit"
    return closest[0], "only_bearer" if len(named) == 1 else "best_name"


def matched(reason: Reason, chosen: Candidate, offered: tuple[Candidate, ...]) -> Decision:
    """The chosen one, if it has a photo: never the next one's."""
    if not chosen.image_url:
        return Decision("not_found", "no_usable_image", candidates=offered)
    return Decision("matched", reason, chosen, offered)


def review(reason: Reason, offered: tuple[Candidate, ...]) -> Decision:
    """A question that has an answer: candidates without a photo alone are none."""
    if any(candidate.image_url for candidate in offered):
        return Decision("review", reason, candidates=offered)
    return Decision("not_found", "no_usable_image", candidates=offered)


def _offered(weighed: list[_Weighed]) -> tuple[Candidate, ...]:
    worth = [one for one in weighed if one.is_worth_offering]
    worth.sort(key=lambda one: (-one.shared.telling, -len(one.shared), 9 if one.tier is None else one.tier))
    return tuple(one.candidate for one in worth)
