"""Credited people at another instrument, or in another office, than the credits say, and words put into a mouth.

Those are a quotation of several words, with who is said to have written or said it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from enrichment.providers.texts import AlbumFacts, credited_name, credited_roles
from enrichment.providers.texts.inventions import outward
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose, as_cleaned

_ANY = "|".join(f"(?P<{family}>{words})" for family, words in table("players").items())
_BEHIND, _DOES, _BEFORE = (
    re.compile(table("playing")[place].replace("PLAYER", _ANY)) for place in ("behind", "does", "before")
)


def find_roles(prose: Prose) -> Iterator[tuple[int, int]]:
    allowed = _allowed(prose.facts)
    for mention in prose.mentions:
        roles = allowed.get(mention.name)
        if roles is None:
            continue
        behind = _BEHIND.match(prose.lowered, mention.end, mention.end + 60)
        behind = behind or _DOES.match(prose.lowered, mention.end, mention.end + 60)
        hit = behind or _BEFORE.search(prose.lowered[max(0, mention.start - 45) : mention.start])
        said = hit.lastgroup if hit else None
        if said and ("producer" if said == "by" else said) not in roles:
            yield mention.start, mention.end


@lru_cache(64)
def _allowed(facts: AlbumFacts) -> dict[str, frozenset[str]]:
    """For each credited person what he or she may be said to do; the artists themselves may do anything."""
    found: dict[str, set[str]] = {}
    for line in facts.credits:
        roles = credited_roles(line).lower()
        name = as_cleaned(credited_name(line))
        if roles and name and name.lower() not in facts.artists.lower():
            found.setdefault(name, set()).update(_families(roles))
    return {name: frozenset(roles) for name, roles in found.items()}


@lru_cache(1_000)  # the same roles are credited on most albums
def _families(roles: str) -> frozenset[str]:
    return frozenset().union(*(said.split() for pattern, said in table("credits").items() if re.search(pattern, roles)))


_QUOTED = re.compile(r"“[^“”\n]{12,300}”|„[^„“”\n]{12,300}[“”]|«[^«»\n]{12,300}»|(?<!\S)\"[^\"\n]{12,300}\"")
_SAID = re.compile(table("speakers")["said"])
# A thing's own name: "what the press called “New French Scene”".
_NAMING = re.compile(table("speakers")["naming"])
_STOP = re.compile(r"[.!?;:]\s|\n")


def find_quotes(prose: Prose) -> Iterator[tuple[int, int]]:
    text = prose.lowered
    for hit in _QUOTED.finditer(outward(prose.hidden)):
        if "·" in hit.group() or len(hit.group().split()) < 3:
            continue
        # "A critic wrote: “…”" is one sentence.
        before = _STOP.split(re.sub(r"\s?:\s$", " ", text[max(0, hit.start() - 80) : hit.start()]))[-1]
        after = _STOP.split(text[hit.end() : hit.end() + 80])[0]
        if not _NAMING.search(before) and (_SAID.search(before) or _SAID.search(after)):
            yield hit.span()
