"""The record collection that is played: releases read from a file, what the file leaves out made up."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from enrichment.sandbox import digest, invention
from enrichment.sandbox.acts import Act

SAMPLE = Path(__file__).parent / "sample-collection.json"
UNCATEGORIZED = "Uncategorized"
NOTE_FIELDS = ("Media Condition", "Sleeve Condition", "Notes")  # that every collection has
PSEUDO_ARTISTS = {"various": 194, "unknown artist": 355, "no artist": 118760}


@dataclass(frozen=True, slots=True)
class Release:
    """One owned edition. `year` is this pressing's, `original_year` the work's, 0 = unknown; artists as Discogs
    writes them, "(2)" included; `tracklist` holds (position, title, duration). `folder`, `rating` and `notes` (name of
    the field and text) are the owner's words on the copy `instance`, 0 = the usual number."""

    id: int
    master_id: int
    title: str
    year: int
    original_year: int
    artists: tuple[str, ...]
    formats: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    catalog_number: str = ""
    genres: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tracklist: tuple[tuple[str, str, str], ...] = ()
    cover_image: str = ""
    folder: str = UNCATEGORIZED
    rating: int = 0
    notes: tuple[tuple[str, str], ...] = ()
    instance: int = 0

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Release":
        """Of a row of the import format. ValueError when id, title or artists are missing."""
        artists = tuple(str(name) for name in row.get("artists") or ())
        title = str(row.get("title") or "")
        if not artists or not title:
            raise ValueError(f"a release needs a title and artists: {dict(row)}")
        year = int(row.get("year") or 0)
        work = (digest.folded(artists[0]), digest.folded(title) or title)
        return cls(
            id=int(row["release_id"]),
            master_id=invention.master_id(*work) if row.get("master_id") is None else int(row["master_id"]),
            title=title,
            year=year,
            original_year=int(row.get("original_year") or invention.original_year(year, *work)),
            artists=artists,
            formats=texts(row, "formats") or ("Vinyl",),
            labels=texts(row, "labels"),
            catalog_number=str(row.get("catalog_number") or invention.catalog_number(title, str(year))),
            genres=texts(row, "genres") or invention.genres(*work),
            styles=texts(row, "styles") or invention.styles(*work),
            tracklist=tracks(row.get("tracklist") or ()) or invention.tracklist(*work),
            cover_image=str(row.get("cover_image") or ""),
            folder=str(row.get("folder") or UNCATEGORIZED),
            rating=int(row.get("rating") or 0),
            notes=tuple((row.get("notes") or {}).items()),
            instance=int(row.get("instance_id") or 0),
        )


def texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in row.get(name) or ())


def tracks(rows: Sequence[str | Mapping[str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Titles alone, or objects with title, position and duration."""
    found = []
    for number, row in enumerate(rows, start=1):
        given = {"title": row} if isinstance(row, str) else row
        found.append((given.get("position") or str(number), given["title"], given.get("duration") or ""))
    return tuple(found)


class Collection:
    """Releases with the indexes that the services look things up by."""

    def __init__(self, releases: Sequence[Release], acts: Sequence[Act] = ()) -> None:
        self.releases = tuple(releases)
        self.acts = {act.name: act for act in acts}

    @classmethod
    def load(cls, path: str | Path) -> "Collection":
        """From a JSON file `{"albums": [...]}`. OSError, or ValueError naming what is wrong."""
        document = json.loads(Path(path).read_text(encoding="utf-8"))
        if not isinstance(document, dict) or not isinstance(document.get("albums"), list):
            raise ValueError(f'{path}: expected {{"albums": [...]}}')  # noqa: TRY004 - the file is wrong, not a type
        return cls.read(document["albums"], document.get("artists") or ())

    @classmethod
    def read(cls, albums: Sequence[Mapping[str, Any]], artists: Sequence[Mapping[str, Any]] = ()) -> "Collection":
        """Rows of the import format, and what `acts` reads of some of their artists. ValueError as `Release.read`."""
        acts = [Act.read(row, digest.base_name(str(row["name"]))) for row in artists]
        return cls([Release.read(row) for row in albums], acts)

    @classmethod
    @cache
    def sample(cls) -> "Collection":
        """Read once: a collection never changes."""
        return cls.load(SAMPLE)

    @cached_property
    def by_id(self) -> dict[int, Release]:
        return {release.id: release for release in self.releases}

    @cached_property
    def folders(self) -> dict[str, int]:
        """Numbers of the owner's folders by name; 0 is all of them."""
        names = dict.fromkeys(["All", UNCATEGORIZED, *(release.folder for release in self.releases)])
        return {name: number for number, name in enumerate(names)}

    @cached_property
    def note_fields(self) -> dict[str, int]:
        """Numbers of the fields for notes by name."""
        used = (name for release in self.releases for name, _text in release.notes)
        return {name: number for number, name in enumerate(dict.fromkeys([*NOTE_FIELDS, *used]), 1)}

    @cached_property
    def by_master(self) -> dict[int, list[Release]]:
        """Without the releases that have no master (0)."""
        found = defaultdict(list)
        for release in self.releases:
            if release.master_id:
                found[release.master_id].append(release)
        return dict(found)

    @cached_property
    def by_artist(self) -> dict[str, list[Release]]:
        """Releases by the artist's Discogs name without `*`, in the order of the collection."""
        found = defaultdict(list)
        for release in self.releases:
            for name in dict.fromkeys(discogs_name(name) for name in release.artists):
                found[name].append(release)
        return dict(found)

    @cached_property
    def artist_ids(self) -> dict[int, str]:
        return {artist_id(name): name for name in self.by_artist}


def discogs_name(name: str) -> str:
    """The name of the artist's own page: the `*` only marks a spelling on one release."""
    return name.strip().removesuffix("*").rstrip()


def artist_id(name: str) -> int:
    """Out of so many that no two of a large collection share one."""
    return PSEUDO_ARTISTS.get(name.casefold()) or 1_000 + digest.number("artist", name, below=9_000_000_000)


def is_pseudo(name: str) -> bool:
    return digest.folded(name) in {*PSEUDO_ARTISTS, "various artists", "guests", "soundtrack", "traditional"}
