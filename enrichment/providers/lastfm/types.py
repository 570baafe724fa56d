"""What Last.fm tells us, in our words."""

from typing import NamedTuple


class Scrobble(NamedTuple):
    """One track that was played. `played_at` is a Unix time; `album` may be empty."""

    artist: str
    album: str
    title: str
    played_at: int
    url: str = ""
    cover_url: str = ""


class TrackPage(NamedTuple):
    """Newest first. A page may hold fewer tracks than were asked for."""

    tracks: tuple[Scrobble, ...]
    page: int
    total_pages: int


class TopAlbum(NamedTuple):
    """An album and how many of its tracks were played."""

    artist: str
    title: str
    play_count: int
    url: str = ""
    cover_url: str = ""


class TopAlbumsPage(NamedTuple):
    """Most played first."""

    albums: tuple[TopAlbum, ...]
    page: int
    total_pages: int
