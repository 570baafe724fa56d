"""A text made ready for the rules: where it names what is given, its words, and its sentences.

Rules look in it for signs: words that may make a claim, and what must stand around them.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from collection.naming import folded
from enrichment.providers.texts import AlbumFacts, credited_name
from enrichment.providers.texts.inventions import given_years, without_quotations
from enrichment.providers.texts.writing import composed, one_line, spoken_words

# Stands for each character of a given name: a band called "Boston" or a song called "Number One" claims nothing.
HIDDEN = "·"
CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŠŽČ"
NAME = rf"[{CAPITAL}][\w'’.-]+"
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’)\]]*\s|\n")
_LAST_END = re.compile(r"(?:.*(?:[.!?…][\"”“»’)\]]{0,4}\s|\n))?", re.DOTALL)
_LONGEST, _FARTHEST = 200, 600


class Mention(NamedTuple):
    """A given name in the text, `name` as the facts write it."""

    start: int
    end: int
    name: str


def as_cleaned(name: str) -> str:
    """A name as a cleaned text holds it: without marks of direction, its blanks single, its accents composed."""
    return name if name.isascii() and name.isprintable() and "  " not in name else one_line(composed(name))


class Known:
    """What the facts hold, made ready once for all texts about an album."""

    def __init__(self, facts: AlbumFacts) -> None:
        self.facts = facts

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for name in self.facts.names() for word in _WORD.findall(name.lower()))

    @cached_property
    def names(self) -> tuple[tuple[str, str, bool], ...]:
        """Each name with its small letters and whether it is several words, the longest first."""
        facts = self.facts
        credited = (credited_name(line) for line in facts.credits)
        titles = (name for track in facts.tracklist for name in (track.title, track.artists))
        given = (facts.title, facts.artists, *facts.labels, *titles, *facts.headings, *credited, *facts.styles)
        names = set(map(as_cleaned, given))
        ordered = sorted(names, key=len, reverse=True)
        return tuple(
            (name, name.lower(), " " in name) for name in ordered if len(name) > 1 or (name and not name.isalnum())
        )

    @cached_property
    def songs(self) -> tuple[str, ...]:
        """The folded titles in their order."""
        return tuple(folded(track.title) for track in self.facts.tracklist if track.title)

    @cached_property
    def years(self) -> frozenset[int]:
        return given_years(self.facts)


@lru_cache(64)
def known_of(facts: AlbumFacts) -> Known:
    return Known(facts)


class Prose:
    """`text` with the same text, `hidden`, in which every given name is blanked out: the offsets are those of both."""

    def __init__(self, text: str, facts: AlbumFacts | None, language: str) -> None:
        self.text, self.language = text, language
        self.facts = facts or AlbumFacts("", "")
        self.known = known_of(self.facts)
        self.mentions = sorted(_mentions(text, self.known), key=lambda mention: mention.start) if facts else []
        parts, at = [], 0
        for mention in self.mentions:
            # The full stop of "R.E.M." may be the sentence's as well.
            stop = text[mention.end - 1] if text[mention.end - 1] in ".!?" else HIDDEN
            parts += [text[at : mention.start], HIDDEN * (mention.end - mention.start - 1), stop]
            at = mention.end
        self.hidden = "".join([*parts, text[at:]])
        lowered = self.hidden.lower()
        self.lowered = lowered if len(lowered) == len(text) else self.hidden

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The words in their order, in small letters, without any mark; given names are left out."""
        return spoken_words(self.lowered)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.spoken)

    @cached_property
    def unquoted(self) -> str:
        """The text with what is quoted blanked out as well."""
        return without_quotations(self.hidden, HIDDEN)

    def is_known(self, word: str) -> bool:
        """Whether the facts hold the word, as it stands or with the ending of a genitive or an inflection."""
        key, known = word.lower().rstrip("'’."), self.known.words
        if "." in key or "-" in key:
            return known.issuperset(_WORD.findall(key))
        return any(form in known for form in (key, key.removesuffix("s").rstrip("'’"), key.removesuffix("n")))

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a passage, shortened around it when it is very long."""
        from_here = max(0, start - _FARTHEST)
        before = _LAST_END.match(self.hidden[from_here:start])
        begin = from_here + (before.end() if before else 0)
        stop = _SENTENCE_END.search(self.hidden, end, end + _FARTHEST)
        last = stop.end() if stop else min(len(self.text), end + _FARTHEST)
        if last - begin > 2 * _LONGEST:
            begin, last = max(begin, start - _LONGEST), min(last, end + _LONGEST)
        return self.text[begin:last].strip()


def _mentions(text: str, known: Known) -> Iterator[Mention]:
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    taken = bytearray(len(text))
    # A phrase may be written with other capitals, a single word ("Can", "Free") may not; neither stands within a word.
    for name, key, is_phrase in known.names:
        start = lowered.find(key)
        while start >= 0:
            end = start + len(key)
            before, after = text[start - 1 : start], text[end : end + 1]
            is_within = (before.isalnum() and name[0].isalnum()) or (after.isalnum() and name[-1].isalnum())
            is_written_so = text[start:end] == name or (is_phrase and not text[start].islower())
            if is_written_so and not is_within and not taken[start] and not taken[end - 1]:
                taken[start:end] = b"\1" * len(key)
                yield Mention(start, end, name)
            start = lowered.find(key, end)
