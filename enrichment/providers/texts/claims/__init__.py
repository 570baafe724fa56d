"""Claims that no given fact holds. Each rule is its words, and one function that finds them.

A rule yields places in the text. All but `names` are hard evidence; a name may be harmless, so it only asks again.
"""

import re
from collections.abc import Callable, Iterable

from collection.naming import folded
from enrichment.providers.texts import AlbumFacts, Fault
from enrichment.providers.texts.claims import (
    dates,
    lengths,
    names,
    order,
    ordinals,
    people,
    places,
    songs,
)
from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.signs import Signs

Place = re.Match[str] | tuple[int, int]
RULES: tuple[tuple[str, Callable[[Prose], Iterable[Place]]], ...] = (
    ("claimed_success", Signs("success").found),
    ("claimed_ordinal", Signs("albums").found),
    ("claimed_place", places.find),
    ("claimed_order", order.find),
    ("claimed_order", ordinals.find),
    ("invented_year", dates.find),
    ("claimed_length", lengths.find),
    ("invented_track", songs.find_unlisted),
    ("claimed_story", Signs("stories", has_likenesses=True).found),
    ("claimed_story", Signs("told").found),
    ("claimed_story", Signs("surroundings", has_likenesses=True).found),
    ("claimed_quotation", people.find_quotes),
    ("swapped_role", people.find_roles),
    ("unknown_name", names.find),
)

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(table("small_words")["of_titles"].split())


def find_claims(prose: Prose, facts: AlbumFacts) -> list[Fault]:
    """What the text claims beyond the facts; the detail of each fault is the sentence that holds the claim."""
    found = [Fault("wrong_subject", facts.title)] if is_about_another(prose) else []
    told: set[str] = set()
    for code, find in RULES:
        spans = {place if isinstance(place, tuple) else place.span() for place in find(prose)}
        for start, end in sorted(spans):
            sentence = prose.sentence(start, end)
            # A sentence is told once, by the first of the rules that it breaks.
            if sentence not in told:
                told.add(sentence)
                found.append(Fault(code, sentence))
    return found


def is_about_another(prose: Prose) -> bool:
    """Whether nothing of the title and of the artists is found in the text; false where they hold no word at all."""
    facts = prose.facts
    if any(mention.name in (facts.title, facts.artists) for mention in prose.mentions):
        return False
    names = _WORD.findall(f"{facts.title} {facts.artists}".lower())
    wanted = {word for word in names if word not in _SMALL} or set(names)
    if not wanted:
        return False
    spoken = set(_WORD.findall(prose.text.lower()))
    if any(form in spoken for word in wanted for form in (word, f"{word}s")):
        return False
    keys = set(map(folded, spoken))
    return not any(folded(word) in keys for word in wanted if folded(word))
