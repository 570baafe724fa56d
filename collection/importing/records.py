"""What every source of albums hands over: one record per owned release, one refusal per unusable entry, and what stops
an import before its first row. The rows of several copies of a release are gathered into its one record.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

NAME_LENGTH = 500
SHOWN_TITLE_LENGTH = 80
MOST_REFUSALS_KEPT = 1_000  # of one file; further ones are counted
MOST_KEPT = 100


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


class UnusableFileError(Exception):
    """Nothing can be read from the file; the message is one sentence for people."""


class UnknownColumnsError(UnusableFileError):
    """A table whose title or artist nobody can tell from its columns; a person can, who is shown the `columns`."""

    def __init__(self, message: str, columns: Sequence[str]) -> None:
        super().__init__(message)
        self.columns = tuple(columns)


class Copies:
    """Gathers the rows of each release into one record, which is whole when its last row was read.

    A release is known by its number, or by the `key_of` the words that name it.
    """

    def __init__(self) -> None:
        self._times: Counter[int] = Counter()
        self._first: dict[int, ReleaseRecord] = {}
        self._owned: dict[int, list[tuple[OwnedCopy, tuple[object, ...]]]] = {}
        self._seen: Counter[int] = Counter()

    def count(self, release: int) -> None:
        """To be called for each row before any is gathered."""
        self._times[release] += 1

    def told(self, release: int | None) -> int | None:
        """How many rows a release has; None where it has no number, and none was counted."""
        return self._times.get(release) if release else None

    def gathered(self, record: ReleaseRecord, key: int | None = None) -> ReleaseRecord | None:
        """The release with all its copies; None while some are still to be read. `key` is for one without a number."""
        release = record.discogs_id or (key if record.title and record.artists else None)
        if release is None or self._times[release] < 2:
            return record
        self._first.setdefault(release, record)
        pressing = record.year, *map(str.casefold, (*record.labels, record.catalog_number))
        self._owned.setdefault(release, []).extend((copy, pressing) for copy in record.owned)
        self._seen[release] += 1
        return self._whole(release) if self._seen[release] == self._times[release] else None

    def rest(self) -> Iterator[ReleaseRecord]:
        """Releases some of whose rows were refused."""
        for release in list(self._first):
            yield self._whole(release)

    def _whole(self, release: int) -> ReleaseRecord:
        first, copies, count = self._first.pop(release), self._owned.pop(release), self._seen[release]
        if not first.discogs_id:  # rows that are alike in all are one that was typed twice; two pressings are not
            copies = [*dict.fromkeys(copies)]
            count = len(copies)
        owned = tuple(copy for copy, _pressing in copies[:MOST_KEPT])
        return replace(first, copies=count if count > 1 else first.copies, owned=owned)


def key_of(names: tuple[str, ...]) -> int:
    """For a release without a number, by the words that name it; below nought, where no number is."""
    return -1 - abs(hash(names))
