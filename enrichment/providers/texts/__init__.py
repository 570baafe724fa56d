"""Album texts: what is told to the model, and what is asked of its answer. Plain Python throughout.

Here are the two words that all of it is said in: the facts of an album, which are all that a text may be written from,
and the faults for which one is refused.
"""

import re
from typing import NamedTuple


class Track(NamedTuple):
    """`artists` are its own where they are not the album's, as of a compilation."""

    title: str
    position: str = ""
    duration: str = ""
    artists: str = ""


class AlbumFacts(NamedTuple):
    """The work behind an owned edition, as Discogs or the owner describes it.

    `original_year` is the year of the work, None when unknown. There is deliberately no field for the year of a
    pressing: what is not here cannot reach a prompt.
    `country` is where the owned edition was brought out, which tells nothing of where its artists come from.
    `artists` is the credit as shown to people, joined, without Discogs' "(n)". `headings` are the works that the
    tracklist names between its tracks, `acts` what an open source tells of the artists and of the album, a line for
    each, and `neighbours` how many further albums of theirs are in the collection.
    """

    title: str
    artists: str
    original_year: int | None = None
    labels: tuple[str, ...] = ()
    catalogue_number: str = ""
    format: str = ""
    genres: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tracklist: tuple[Track, ...] = ()
    credits: tuple[str, ...] = ()
    country: str = ""
    headings: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    neighbours: int = 0

    def __hash__(self) -> int:
        """Cheap, for each judge of a text looks its album up; what more is equal, equality tells."""
        return hash((self.title, self.artists, self.catalogue_number))

    def names(self) -> tuple[str, ...]:
        """Every given text that describes the work; the edition's own marks (number, format, country) are left out."""
        titles = (name for track in self.tracklist for name in (track.title, track.artists) if name)
        given = (*self.labels, *self.genres, *self.styles, *titles, *self.headings, *self.credits, *self.acts)
        return (self.title, self.artists, *given)


_CREDIT = re.compile(r"\s+[–—]\s+|\s+\((?=[^()]*\)$)")


def credited_name(line: str) -> str:
    """`Rudy Van Gelder – Recorded By` and `Roli Mosimann (Producer)` name the person first."""
    return _CREDIT.split(line, maxsplit=1)[0].strip()


def credited_roles(line: str) -> str:
    """The roles behind the name, "" when the line holds none."""
    return ([*_CREDIT.split(line, maxsplit=1), ""])[1].rstrip(")")


# What a text says that its facts do not hold.
CLAIMS = (
    "invented_year",
    "invented_track",
    "claimed_success",
    "claimed_ordinal",
    "claimed_place",
    "claimed_order",
    "claimed_length",
    "claimed_story",
    "claimed_quotation",
    "swapped_role",
    "wrong_subject",
    "unknown_name",
)
# And what is wrong with its form.
CODES = (
    "too_short",
    "too_long",
    "cut",
    "markdown",
    "heading",
    "preamble",
    "refusal",
    "thinking",
    "prompt_echo",
    "wrong_language",
    "html",
    "control_characters",
    "repeated",
    "empty",
    "unfilled",
    "citation",
    "damaged",
    "wrapper",
    "list",
    *CLAIMS,
)


class Fault(NamedTuple):
    """One reason to refuse a text: a code out of `CODES`, and a short detail (a number, or the passage itself)."""

    code: str
    detail: str = ""
