"""A text about another record: neither the title nor anybody of its artists is named."""

import re

from collection.naming import folded
from enrichment.providers.texts.prose import Prose
from enrichment.providers.texts.sentences import vocabulary

_WORD = re.compile(r"[^\W_]+")
_SMALL = vocabulary(
    """
    the a an of and for to in on at by with le la les de du des un une et der die das und il lo gli e di el los
    y
    """
)


def is_missed(prose: Prose) -> bool:
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
