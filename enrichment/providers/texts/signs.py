"""Signs: words that may make a claim, and what must stand around them.

The file of a language, `languages/fr.toml`, holds its signs rule by rule. A row of a rule is

    "prix, récompens(e/es)" = ['\\b(?:grand|le) prix\\b', 'a reçu une récompense']

the words, one of which must be in the text, with their endings; and the pattern that is then looked for around them, or
several. An empty pattern means the words themselves, wherever they stand. All is written in small letters; `·` stands
for a character of a given name. In the rows of a `named` rule `NAME` stands for a word that the text writes with a
capital letter; only top-level groups may be used around it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from enrichment.providers.texts.languages import table
from enrichment.providers.texts.prose import HIDDEN, NAME, Prose

_NEXT = re.compile(r"[,|]\s*")
_REACH = 90
_LIKENED_REACH = 60


class Signs(NamedTuple):
    """The rows of one rule in each language; `has_likenesses` where what is likened to something is no claim."""

    rule: str
    named: bool = False
    always_english: bool = False
    has_likenesses: bool = False

    def found(self, prose: Prose) -> Iterator[re.Match[str]]:
        """The places where a pattern matches; with `named`, the name is the match's group "name"."""
        text = prose.hidden if self.named else prose.lowered
        for language in dict.fromkeys((prose.language, "en")) if self.always_english else (prose.language,):
            patterns = _patterns(self.rule, language, self.named)
            words = sorted(patterns.keys() & prose.words)  # a person is told the first: always the same
            near = (_around(word, pattern, text, prose.lowered) for word in words for pattern in patterns[word])
            for hit in chain.from_iterable(near):
                reach = max(0, hit.start() - _LIKENED_REACH), hit.start()
                if not (self.has_likenesses and _likeness(language).search(prose.lowered, *reach)):
                    yield hit


@cache
def _likeness(language: str) -> re.Pattern[str]:
    said = table("likeness", language)
    return re.compile(rf"\b(?:{said['seems']}|(?:{said['like']})\b(?!\s?[\"“„«»'‘]?\s?{HIDDEN}))\b[^.!?;]*$")


@cache
def _patterns(rule: str, language: str, named: bool) -> dict[str, list[re.Pattern[str]]]:
    """For each word what is looked for where it stands."""
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for key, said in table(rule, language).items():
        words = words_of(key)
        meant = said or rf"\b(?:{'|'.join(words)})\b"
        if named:  # only the name's capital counts: "Originaire de" begins a sentence as well
            pieces = (f"(?i:{piece})" if piece else "" for piece in meant.split("NAME"))
            meant = f"(?P<name>{NAME})".join(pieces)
        compiled = re.compile(meant)
        for word in words:
            patterns.setdefault(word, []).append(compiled)
    return patterns


def words_of(key: str) -> list[str]:
    """`né, écri(t/te)` are three words."""
    stems = (word.rstrip(")").partition("(") for word in _NEXT.split(key))
    return [stem + ending for stem, _, endings in stems for ending in endings.split("/")]


def _around(word: str, pattern: re.Pattern[str], text: str, lowered: str) -> Iterator[re.Match[str]]:
    """Only near the word can the pattern match: so long a text costs no more than its words."""
    end = 0
    while (at := lowered.find(word, end)) >= 0:
        end = at + len(word)
        # Not "an" in "dans".
        if not (lowered[end : end + 1].isalnum() or lowered[at - 1 : at].isalnum()):
            # What begins behind the word is another's, and may be cut off here: "is about" of "is about a minute long".
            for hit in pattern.finditer(text, max(0, at - _REACH), end + 2 * _REACH):
                if hit.start() <= at + len(word):
                    yield hit
                    end = max(end, hit.end())
