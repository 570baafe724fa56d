"""What a verification tells: how much is filled, and what looks wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from enrichment.phases.services import Words

MOST_EXAMPLES = 50


class Coverage(NamedTuple):
    """`have` of `of` rows are filled. What AIME fills itself is `expected` to become full."""

    name: str
    label: Words
    have: int
    of: int
    expected: bool = False

    @property
    def percent(self) -> float:
        """Nothing to fill counts as full."""
        return 100.0 * self.have / self.of if self.of else 100.0


class Suspect(NamedTuple):
    """One doubtful thing: its kind, the album, artist or file it is about, and what was found there. A text that may be
    asked for again says in which language.
    """

    kind: str
    label: str
    detail: str = ""
    language: str = ""


@dataclass
class Kind:
    """How many there are of one kind, and the first of them: the memory stays flat however many there are."""

    count: int = 0
    examples: list[Suspect] = field(default_factory=list)


@dataclass
class Verification:
    coverage: list[Coverage]
    suspects: dict[str, Kind] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)

    def note(self, suspects: Iterator[Suspect]) -> None:
        for suspect in suspects:
            kind = self.suspects.setdefault(suspect.kind, Kind())
            kind.count += 1
            self.languages |= {suspect.language} - {""}
            if len(kind.examples) < MOST_EXAMPLES:
                kind.examples.append(suspect)

    def is_under(self, percent: float) -> bool:
        """Whether anything of what AIME fills itself, such as descriptions and photos, is filled less than that."""
        return any(row.percent < percent for row in self.coverage if row.expected)
