"""Words that may make a claim, and what must stand around them."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from enrichment.providers.texts.prose import NAME, Prose

_Row = Mapping[str, str]
_REACH = 90
# Those of all signs, in all languages.
_WORDS: set[str] = set()


class Signs:
    """For each language, words ("word, word") and the pattern that is looked for when one of them is in the text.

    All is written in small letters; "|" for a pattern means the words themselves, wherever they stand. In a pattern of
    `named` signs, `NAME` stands for a word that the text writes with a capital letter; only top-level groups may be
    used around it.
    """

    def __init__(
        self, *, named: bool = False, always_english: bool = False, en: _Row, fr: _Row, de: _Row, it: _Row, es: _Row
    ) -> None:
        self._rows = {"en": en, "fr": fr, "de": de, "it": it, "es": es}
        self._named, self._always_english = named, always_english
        _WORDS.update(word for row in self._rows.values() for key in row for word in _split(key))

    def found(self, prose: Prose) -> Iterator[re.Match[str]]:
        """The places where a pattern matches; with `named`, the name is the match's group "name"."""
        text = prose.hidden if self._named else prose.lowered
        for language in dict.fromkeys((prose.language, "en")) if self._always_english else (prose.language,):
            words, patterns = self._patterns[language]
            for word in sorted(words & signalled(prose)):  # a person is told the first: always the same
                for pattern in patterns[word]:
                    yield from _around(word, pattern, text, prose.lowered)

    @cached_property
    def _patterns(self) -> dict[str, tuple[frozenset[str], dict[str, list[re.Pattern[str]]]]]:
        """For each language the words, and what is looked for where one of them stands."""
        spread = {}
        for language, row in self._rows.items():
            patterns: dict[str, list[re.Pattern[str]]] = {}
            for key, pattern in row.items():
                words = _split(key)
                meant = rf"\b(?:{'|'.join(words)})\b" if pattern == "|" else pattern
                if self._named:  # only the name's capital counts: "Originaire de" begins a sentence as well
                    pieces = (f"(?i:{piece})" if piece else "" for piece in meant.split("NAME"))
                    meant = f"(?P<name>{NAME})".join(pieces)
                compiled = re.compile(meant)
                for word in words:
                    patterns.setdefault(word, []).append(compiled)
            spread[language] = (frozenset(patterns), patterns)
        return spread


def _around(word: str, pattern: re.Pattern[str], text: str, lowered: str) -> Iterator[re.Match[str]]:
    """Only near the word can the pattern match: so long a text costs no more than its words."""
    at = lowered.find(word)
    while at >= 0:
        end = at + len(word)
        # Not "an" in "dans".
        is_whole = not (lowered[end : end + 1].isalnum() or lowered[at - 1 : at].isalnum())
        hit = pattern.search(text, max(0, at - _REACH), end + _REACH) if is_whole else None
        if hit:
            yield hit
        at = lowered.find(word, max(end, hit.end() if hit else 0))


def signalled(prose: Prose) -> frozenset[str]:
    """The words of the text that any sign waits for: a dozen of two hundred, found once for all the rules."""
    if prose.signalled is None:
        prose.signalled = prose.words & _WORDS
    return prose.signalled


def _split(key: str) -> list[str]:
    return [word.strip() for word in key.split(",")]
