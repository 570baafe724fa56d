"""What a record changes about one album. Pure bookkeeping in memory: nothing here asks or writes the database."""

from collections.abc import Container
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from collection.importing.artists import ArtistRegister, Credit
from collection.importing.owners import owners_changes
from collection.importing.records import ReleaseRecord, Stored
from collection.importing.restoring import restored
from collection.models import Album
from collection.models.album import COUNTRY_LENGTH
from collection.naming import strip_disambiguation
from collection.shelving import places

ONLY_WHEN_EMPTY = {"added_at", "discogs_url"}
TOLD_BY_FILES = {"copies"}


class Change(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"


@dataclass(slots=True)
class Draft:
    """An album on its way to the database, with what has to be written about it."""

    album: Album
    credits: list[Credit] = field(default_factory=list)
    changed_fields: set[str] = field(default_factory=set)
    credits_changed: bool = False
    left: list[Credit] = field(default_factory=list)
    stored: list[Stored] = field(default_factory=list)

    @classmethod
    def of_stored(cls, album: Album) -> "Draft":
        stored = album.album_artists.all()
        return cls(album, [Credit(credit.artist, credit.credited_as, credit.join_phrase) for credit in stored])

    def apply(self, record: ReleaseRecord, register: ArtistRegister, left_out: Container[str] = ()) -> Change:
        is_new = self.album._state.adding and not self.credits
        if is_new and not record.title:  # a list of release ids alone: the facts bring its name
            self.album.title = nameless(record)
        # Emptiness says nothing, and what a person locked stays.
        changes = {
            name: value
            for name, value in told_values(record).items()
            if value and not self.album.is_locked(name) and self._differs(name, value, is_exact=record.is_exact)
        }
        changes |= owners_changes(self.album, record, left_out)
        if record.stored is not None:
            changes |= restored(self.album, record.stored.columns, is_new=is_new)
            self.stored.append(record.stored)
        for name, value in changes.items():
            setattr(self.album, name, value)
        self.changed_fields |= changes.keys()
        told = self._credits(record, register)
        recredited = told != self.credits
        self.credits_changed |= recredited
        self.left += [one for one in self.credits if all(one.artist is not new.artist for new in told)]
        self.credits = told
        return Change.CREATED if is_new else Change.UPDATED if changes or recredited else Change.UNCHANGED

    def in_place(self) -> Album:
        """The album, told where it stands by its title, years and credits."""
        first = self.credits[0].artist.key if self.credits else None
        for name, value in places(vars(self.album), first).items():
            setattr(self.album, name, value)
        return self.album

    def _differs(self, name: str, value: Any, *, is_exact: bool) -> bool:
        present = getattr(self.album, name)
        if name in ONLY_WHEN_EMPTY or (self.album.is_exact and not is_exact and name not in TOLD_BY_FILES):
            return not present
        if name == "labels" and not is_exact:  # one text of several labels must not replace the list
            return ", ".join(present) != ", ".join(value)
        if name == "catalog_number" and not is_exact:  # a program that takes it for a number eats the noughts before it
            return value not in (present, present.lstrip("0") or present[:1])
        return bool(present != value)

    def _credits(self, record: ReleaseRecord, register: ArtistRegister) -> list[Credit]:
        if self.credits and (self.album.is_locked("artists") or (self.album.is_exact and not record.is_exact)):
            return self.credits
        if not record.is_exact:
            # The same artists, without the "(n)" by which Discogs tells homonyms apart, are less than is known.
            known = [credit.artist.name for credit in self.credits]
            names = [artist.name for artist in record.artists]
            if names != known and names == list(map(strip_disambiguation, known)):
                return self.credits
        credited = [credit.artist for credit in self.credits]
        told = register.credits(record.artists, credited)
        if [one.artist for one in told] != credited:
            return self.credits if _exactness(self.credits) > _exactness(told) else told
        if not record.is_exact:
            for new, old in zip(told, self.credits, strict=True):
                new.credited_as = new.credited_as or old.credited_as
                new.join_phrase = new.join_phrase or old.join_phrase
        return told


def nameless(record: ReleaseRecord) -> str:
    """`[r7034]`, as people write a release of which they give the number only."""
    return f"[r{record.discogs_id}]"


def _exactness(names: list[Credit]) -> tuple[int, int]:
    """Artists that Discogs identified say more than names, and several names more than one joint text."""
    return sum(credit.artist.discogs_artist_id is not None for credit in names), len(names)


def told_values(record: ReleaseRecord) -> dict[str, Any]:
    """An album's columns as the record says them; empty where it says nothing."""
    is_made_up = record.discogs_id and record.stored is None
    page = f"https://www.discogs.com/release/{record.discogs_id}" if is_made_up else ""
    return {
        "title": record.title,
        "discogs_id": record.discogs_id,
        "discogs_master_id": record.master_id,
        "year": record.year,
        "original_year": record.original_year,
        "support": record.support,
        "labels": list(record.labels),
        "catalog_number": record.catalog_number,
        "country": record.country[:COUNTRY_LENGTH],
        "genres": list(record.genres),
        "styles": list(record.styles),
        "tracklist": [track.stored() for track in record.tracklist],
        "credits": list(record.credits),
        "image_url": record.cover_url,
        "discogs_url": record.discogs_url or page,
        "added_at": record.added_at,
        "copies": record.copies,
    }
