"""What every source of albums hands over: one record per owned release, and one refusal per unusable entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

NAME_LENGTH = 500
SHOWN_TITLE_LENGTH = 80
MOST_REFUSALS_KEPT = 1_000  # of one file; further ones are counted


class ArtistCredit(NamedTuple):
    """One artist as credited: `credited_as` where the sleeve spells the name otherwise."""

    name: str
    discogs_id: int | None = None
    credited_as: str = ""
    join_phrase: str = ""


class Track(NamedTuple):
    """`artists` are its performers where the album's are others; `kind` is "heading" for a line that is no track."""

    position: str
    title: str
    duration: str = ""
    artists: str = ""
    kind: str = ""

    def stored(self) -> dict[str, str]:
        """As an album's tracklist keeps it: without what is not said."""
        named = {"artists": self.artists, "kind": self.kind}
        told = {name: text for name, text in named.items() if text}
        return {"position": self.position, "title": self.title, "duration": self.duration, **told}


class LostKind(StrEnum):
    """What of a row may be left out without refusing it."""

    DATE = "date"
    YEAR = "year"
    CATALOG_NUMBER = "catalog_number"


class Lost(NamedTuple):
    """A value that could not be read, as it was written."""

    kind: LostKind
    value: str


class OwnedCopy(NamedTuple):
    """What the owner says of one copy. `rating` is 1 to 5; `further` are columns of their own, name and text;
    `instance` is Discogs' number of the copy.
    """

    rating: int | None = None
    folder: str = ""
    media_condition: str = ""
    sleeve_condition: str = ""
    notes: str = ""
    purchased: str = ""
    further: tuple[tuple[str, str], ...] = ()
    instance: int | None = None
    added_at: datetime | None = None


class Stored(NamedTuple):
    """What an entry of an export holds beyond a release: columns, pictures and plays, as they were written."""

    columns: Mapping[str, Any] = {}
    images: Sequence[Mapping[str, Any]] = ()
    plays: Sequence[Mapping[str, Any]] = ()


class Kept(NamedTuple):
    """An entry of one of the export's further lists."""

    list: str
    entry: Any


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """One release. Empty and None mean "the source does not say", never "there is none".

    `year` is this edition's, `original_year` the work's. `copies` is how many the owner has of it, and
    `owned` what the owner says of each: it is empty where only facts are told. An `is_exact` record is Discogs' own
    word, not an export's abbreviations. `lost` could not be read; `where` says which row or entry it came from.
    """

    title: str
    artists: tuple[ArtistCredit, ...]
    source: str = "discogs"
    discogs_id: int | None = None
    master_id: int | None = None
    year: int | None = None
    original_year: int | None = None
    support: str = ""
    labels: tuple[str, ...] = ()
    catalog_number: str = ""
    country: str = ""
    genres: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tracklist: tuple[Track, ...] = ()
    credits: tuple[str, ...] = ()
    cover_url: str = ""
    discogs_url: str = ""
    added_at: datetime | None = None
    copies: int | None = None
    owned: tuple[OwnedCopy, ...] = ()
    is_exact: bool = False
    stored: Stored | None = field(default=None, compare=False)
    lost: tuple[Lost, ...] = field(default=(), compare=False)
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that cannot become an album: where it stands, its title if it has one, and why."""

    where: str
    title: str
    reason: str

    def __str__(self) -> str:
        shown = self.title if len(self.title) <= SHOWN_TITLE_LENGTH else f"{self.title[: SHOWN_TITLE_LENGTH - 1]}…"
        named = _("“%(title)s”") % {"title": shown} if shown else ""
        entry = " ".join(part for part in (self.where, named) if part)
        return _("%(entry)s: %(reason)s") % {"entry": entry, "reason": self.reason}


Entry = ReleaseRecord | Refusal | Kept


def problem(record: ReleaseRecord) -> str:
    """Return why `record` cannot be stored, or nothing."""
    if record.discogs_id and not record.title and not record.artists and not record.is_exact:
        return ""  # a number alone: Discogs tells the rest
    if not record.title:
        return _("it has no title.")
    if len(record.title) > NAME_LENGTH:
        return _("its title is longer than %(most)d characters.") % {"most": NAME_LENGTH}
    if not record.artists or not all(artist.name for artist in record.artists):
        return _("it has no artist.")
    if any(max(len(artist.name), len(artist.credited_as)) > NAME_LENGTH for artist in record.artists):
        return _("an artist's name is longer than %(most)d characters.") % {"most": NAME_LENGTH}
    return ""


def length_of(entry: ReleaseRecord | Kept) -> int:
    """Return about how many characters `entry` holds, without names, of which none is long."""
    if isinstance(entry, Kept):
        return len(str(entry.entry))
    said = sum(len(copy.notes) + sum(len(text) for _name, text in copy.further) for copy in entry.owned)
    told = (entry.tracklist, entry.credits, entry.stored)
    return said + (len(str(told)) if any(told) else 0)
