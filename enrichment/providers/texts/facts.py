"""What is known of an album: all that a text may be written from, and nothing else."""

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
