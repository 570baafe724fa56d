"""What Discogs tells us, in our words. Text is plain; empty or None stands for unknown."""

from collections.abc import Mapping
from typing import NamedTuple


class Credit(NamedTuple):
    """One artist of a release, in order. `name` keeps the "(n)" of homonyms; `join` glues it to the next one."""

    discogs_id: int | None
    name: str
    credited_as: str = ""
    join: str = ""


class Track(NamedTuple):
    """`duration` as written ("4:33"), often empty. `artists` are the performers where the release names them; `kind`
    is "heading" for what is no track.
    """

    position: str
    title: str
    duration: str = ""
    artists: str = ""
    kind: str = ""


class ReleaseFacts(NamedTuple):
    """One edition. `year` is this pressing's. A row of a collection has an `instance_id` (one for each copy),
    `date_added` (ISO 8601), and the owner's folder, rating (1 to 5) and notes (number of a field, text), but neither
    tracklist nor credits. `cover_url` is signed by Discogs and may stop working.
    """

    id: int
    title: str
    master_id: int | None = None
    year: int | None = None
    artists: tuple[Credit, ...] = ()
    formats: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    catalog_number: str = ""
    country: str = ""
    genres: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tracklist: tuple[Track, ...] = ()
    credits: tuple[str, ...] = ()
    cover_url: str = ""
    discogs_url: str = ""
    instance_id: int | None = None
    date_added: str = ""
    folder_id: int | None = None
    rating: int | None = None
    notes: tuple[tuple[int, str], ...] = ()


class MasterFacts(NamedTuple):
    """The work behind its editions; `year` is when it first came out."""

    id: int
    title: str
    year: int | None = None
    artists: tuple[Credit, ...] = ()
    genres: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    tracklist: tuple[Track, ...] = ()
    cover_url: str = ""
    discogs_url: str = ""


class ArtistPage(NamedTuple):
    """An artist, whose `variations` are spellings of the name and `aliases` further names of the same people.
    `spotify_id` and `deezer_id` are those of the one page there that Discogs links to.
    """

    id: int
    variations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    spotify_id: str = ""
    deezer_id: str = ""


class CollectionPage(NamedTuple):
    """One page of the collection. `next_url` is empty on the last one; `unreadable` counts rows without an id.
    `folders` and `note_fields` are the names of the numbers in its rows, as far as the service told them.
    """

    items: tuple[ReleaseFacts, ...]
    page: int
    pages: int
    total: int
    next_url: str = ""
    unreadable: int = 0
    folders: Mapping[int, str] = {}
    note_fields: Mapping[int, str] = {}
