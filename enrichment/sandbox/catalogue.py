"""The record collection that is played: releases and artists read from a file. What the file leaves out is made up, but
the same in every process.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from enrichment.sandbox import digest

SAMPLE = Path(__file__).parent / "sample-collection.json"
UNCATEGORIZED = "Uncategorized"
NOTE_FIELDS = ("Media Condition", "Sleeve Condition", "Notes")  # that every collection has
PSEUDO_ARTISTS = {"various": 194, "unknown artist": 355, "no artist": 118760}

# For works of which the file says too little.
GENRES = ("Rock", "Electronic", "Pop", "Jazz", "Funk / Soul", "Folk, World, & Country")
STYLES = ("Alternative Rock", "Indie Rock", "Downtempo", "Art Rock", "Synth-pop", "Psychedelic Rock", "Vocal", "Ballad")
OPENINGS = ("Quiet", "Northern", "Second", "Paper", "Electric", "Broken", "Morning", "Silver", "Distant", "Hollow")
ENDINGS = ("Harbour", "Letters", "Avenue", "Season", "Signals", "Garden", "Weather", "Machines", "Window", "Parade")
OLDEST = 1955


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
            master_id=invented_master_id(*work) if row.get("master_id") is None else int(row["master_id"]),
            title=title,
            year=year,
            original_year=int(row.get("original_year") or invented_original_year(year, *work)),
            artists=artists,
            formats=texts(row, "formats") or ("Vinyl",),
            labels=texts(row, "labels"),
            catalog_number=str(row.get("catalog_number") or invented_catalog_number(title, str(year))),
            genres=texts(row, "genres") or invented_genres(*work),
            styles=texts(row, "styles") or invented_styles(*work),
            tracklist=tracks(row.get("tracklist") or ()) or invented_tracklist(*work),
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


@dataclass(frozen=True, slots=True)
class Namesake:
    name: str
    albums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of an item of Wikidata."""

    spotify: str = "self"
    rank: str = "normal"


@dataclass(frozen=True, slots=True)
class Act:
    """What else a collection's file tells of an artist, for the services that know it by another name.

    An object of `"artists"` in the file names one by its Discogs name; everything else in it may be left out:

    - `known_as`: the name at Spotify and Deezer, null for one who is not there;
    - `albums`, `compilations`: further titles of the catalogue there, albums before those of the collection;
    - `namesakes`: others there, `{"name", "albums"}` each;
    - `wikidata`: the items that claim the Discogs id, `{"spotify", "rank"}` each: whose page it names at Spotify and
      Deezer ("self", or the name of a namesake), and "deprecated" for a statement that was withdrawn; null when there
      is none, and `claims` is None where nothing is told of them;
    - `page`: what Discogs' page of the artist has of its own, such as `urls`, `aliases` and `namevariations`; in a link
      `{spotify}` and `{deezer}` stand for the artist's id there.
    """

    name: str
    known_as: str | None
    albums: tuple[str, ...] = ()
    compilations: tuple[str, ...] = ()
    namesakes: tuple[Namesake, ...] = ()
    claims: tuple[Claim, ...] | None = None
    page: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, row: Mapping[str, Any], base_name: str) -> "Act":
        claims = row.get("wikidata", [])
        return cls(
            name=str(row["name"]),
            known_as=row.get("known_as", base_name),
            albums=texts(row, "albums"),
            compilations=texts(row, "compilations"),
            namesakes=tuple(Namesake(str(one["name"]), texts(one, "albums")) for one in row.get("namesakes") or ()),
            claims=tuple(Claim(**claim) for claim in claims or ()) if "wikidata" in row else None,
            page=dict(row.get("page") or {}),
        )


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
        """Rows of the import format, and what `Act` reads of some of their artists. ValueError as `Release.read`."""
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


def invented_master_id(artist: str, title: str) -> int:
    """Editions of one work share it."""
    return 10_000 + digest.number("master", artist, title, below=3_000_000)


def invented_original_year(pressing: int, artist: str, title: str) -> int:
    """Earlier than the pressing."""
    latest = (pressing or 2000) - 1
    return max(min(OLDEST, latest), latest - digest.number("year", artist, title, below=40))


def invented_catalog_number(title: str, year: str) -> str:
    return f"SBX {digest.number('number', title, year, below=90_000) + 10_000}"


def invented_genres(artist: str, title: str) -> tuple[str, ...]:
    return (GENRES[digest.number("genre", artist, title, below=len(GENRES))],)


def invented_styles(artist: str, title: str) -> tuple[str, ...]:
    return (STYLES[digest.number("style", artist, title, below=len(STYLES))],)


def invented_tracklist(artist: str, title: str) -> tuple[tuple[str, str, str], ...]:
    """Six to twelve tracks on two sides, each title once."""
    size = 6 + digest.number("size", artist, title, below=7)
    first = digest.number("first", artist, title, below=100)
    half = (size + 1) // 2
    found = []
    for index in range(size):
        opening, ending = divmod((first + 37 * index) % 100, 10)
        side, place = ("A", index + 1) if index < half else ("B", index - half + 1)
        seconds = 130 + digest.number("duration", title, str(index), below=240)
        found.append(
            (f"{side}{place}", f"{OPENINGS[opening]} {ENDINGS[ending]}", f"{seconds // 60}:{seconds % 60:02d}")
        )
    return tuple(found)
