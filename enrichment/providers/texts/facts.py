"""What is known of an album: all that a text may be written from, and nothing else."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Track:
    title: str
    position: str = ""
    duration: str = ""


@dataclass(frozen=True, slots=True)
class AlbumFacts:
    """The work behind an owned edition, as Discogs or the owner describes it.

    `original_year` is the year of the work, None when unknown. There is deliberately no field for the year of a
    pressing: what is not here cannot reach a prompt.
    `artists` is the credit as shown to people, joined, without Discogs' "(n)".
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

    def names(self) -> tuple[str, ...]:
        """Every given text that describes the work; the edition's own marks (number, format) are left out."""
        titles = (track.title for track in self.tracklist)
        return (self.title, self.artists, *self.labels, *self.genres, *self.styles, *titles, *self.credits)


_CREDIT = re.compile(r"\s+[–—]\s+|\s+\((?=[^()]*\)$)")


def credited_name(line: str) -> str:
    """`Rudy Van Gelder – Recorded By` and `Roli Mosimann (Producer)` name the person first."""
    return _CREDIT.split(line, maxsplit=1)[0].strip()


def credited_roles(line: str) -> str:
    """The roles behind the name, "" when the line holds none."""
    return ([*_CREDIT.split(line, maxsplit=1), ""])[1].rstrip(")")
