"""The photo of an artist on Spotify: who is found by the rules of matching, read from Spotify's answers.

They hold null and malformed items, and images that may not be shown.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from collection.naming import base_form
from enrichment.providers.matching import Album, ArtistQuery, Candidate, Decision, Found, find_photo
from enrichment.providers.shapes import SPOTIFY_ID, as_objects, as_text

LONGEST_Q = 250  # else the service answers 400, as it does to an empty one
_LONGEST_PART = 100  # of two
# A quote ends a field filter, a colon begins one, a trailing `*` made the service answer 502, `(2)` is Discogs' own.
_UNSAFE = re.compile(r'["“”„‟″«»*\\:\x00-\x1f\x7f]|\([0-9]{1,3}\)')
# A word with an apostrophe inside a field filter finds nothing.
_TRIPS = re.compile(r"\S*['’‘`´]\S*")


@dataclass(frozen=True)
class SearchAnswer:
    """The first ten artists and the first ten albums of a search, as they came; `more_albums` when there are more."""

    artists: list[object] = field(default_factory=list)
    albums: list[object] = field(default_factory=list)
    more_albums: bool = False


class SpotifyCalls(Protocol):
    """What Spotify is asked, answered as it comes: items may be null or malformed.

    Search terms are at most 250 characters, the service's own limit. An unknown id gives None.
    """

    def search(self, q: str, /) -> SearchAnswer: ...

    def search_albums(self, q: str, /) -> SearchAnswer: ...

    def artist(self, spotify_id: str, /) -> object: ...

    def album_pages(self, spotify_id: str, /) -> Iterator[Sequence[str]]: ...


class SpotifyProvider:
    """Photos of artists. Faults of the service come as typed errors; nobody found is an answer.

    Satisfies `Catalogue` of matching by Spotify's calls.
    """

    def __init__(self, calls: SpotifyCalls) -> None:
        self._calls = calls

    def find_photo(self, query: ArtistQuery, identity: str = "") -> Decision:
        """Search by name, then by the titles we own; no call for a name that nobody bears, such as Various. One call
        where `identity`, an id that an open source keeps, is given and its page bears the name.
        """
        return find_photo(query, self, identity)

    def searches(self, name: str) -> tuple[str, ...]:
        return artist_searches(name)

    def search(self, q: str) -> Found:
        answer = self._calls.search(q)
        return Found(parse_artists(answer.artists), _albums(answer.albums), is_all=not answer.more_albums)

    def albums_called(self, title: str, name: str) -> Found:
        if not (q := album_search(title, name)):
            return Found()
        answer = self._calls.search_albums(q)
        return Found(albums=_albums(answer.albums), is_all=not answer.more_albums)

    def album_pages(self, artist_id: str) -> Iterator[Sequence[str]]:
        return self._calls.album_pages(artist_id)

    def artist(self, artist_id: str) -> Candidate | None:
        return parse_artist(self._calls.artist(artist_id))


def _albums(items: list[object]) -> tuple[Album, ...]:
    """An album taken down has no title."""
    albums = [(as_text(item.get("name")), parse_artists(item.get("artists"))) for item in as_objects(items)]
    return tuple(Album(title, artists) for title, artists in albums if title)


def artist_searches(name: str) -> tuple[str, ...]:
    """The artist field, then plain text; plain text first for a name that the field filter is known to miss."""
    name = base_form(name)
    words = _words(name, LONGEST_Q)
    searches = [_field("artist", _words(name, LONGEST_Q - len(_field("artist", " ")) + 1)), words]
    if _TRIPS.search(words):
        searches.reverse()
    return tuple(q for q in searches if q)


def album_search(title: str, artist: str) -> str:
    """An album of that title, by that artist unless "" is given; "" when the title has no word to search for."""
    parts = _field("album", _sure_words(title)), _field("artist", _sure_words(artist))
    return " ".join(part for part in parts if part) if parts[0] else ""


def _sure_words(text: str) -> str:
    """The longest run of words that the field filters find: those with an apostrophe they miss."""
    runs = _TRIPS.split(_words(text))
    return max((run.strip() for run in runs), key=len)


def _field(name: str, words: str) -> str:
    return f'{name}:"{words}"' if words else ""


def _words(text: str, longest: int = _LONGEST_PART) -> str:
    # Only whole words are found, so a long name is cut between two.
    words = " ".join(_UNSAFE.sub(" ", text).split())
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0] or words[:longest]


# A backslash or a user part would let the host that a browser visits differ from the one checked here.
_USABLE = re.compile(
    r"https://(?:[a-z0-9-]+\.)+(?:scdn\.co|spotifycdn\.com)(?::443)?/(?:[^\s\\?#\"<>]*/)?(?P<file>[^\s\\/?#\"<>]+)"
    r"(?:[?#][^\s\\\"<>]*)?",
    re.IGNORECASE,
)
# Seen in the ids of Spotify's images; the prefix of a file name tells album art from artist photos.
ALBUM_ART = "ab67616d"
# So do the sizes, where the list tells none.
_SIDE_OF_PREFIX = {"ab6761610000e5eb": 640, "ab67616100005174": 320, "ab6761610000f178": 160}


class Picture(NamedTuple):
    """An image of a Spotify artist; width and height in pixels, None where Spotify does not tell."""

    url: str
    width: int | None = None
    height: int | None = None

    @property
    def area(self) -> int:
        """In pixels. Where one side is not told it is taken for as long as the other."""
        side = self.width or self.height or _SIDE_OF_PREFIX.get(self.url.rpartition("/")[2][:16].lower(), 0)
        return side * (self.height or side)


def is_album_art(url: str) -> bool:
    """Whether the address is one of an album cover at Spotify."""
    return url.rpartition("/")[2].lower().startswith(ALBUM_ART)


def is_usable(url: object) -> bool:
    """Whether the address is https, at Spotify's image hosts, and not album art."""
    found = _USABLE.fullmatch(url) if isinstance(url, str) else None
    return found is not None and not found["file"].lower().startswith(ALBUM_ART)


def best_picture(images: object) -> Picture | None:
    """The largest usable image of an `images` list, the first listed among equals; None when none is usable."""
    listed = images if isinstance(images, list) else []
    pictures = [
        Picture(url=image["url"], width=_pixels(image.get("width")), height=_pixels(image.get("height")))
        for image in listed
        if isinstance(image, dict) and isinstance(image.get("url"), str)
    ]
    largest_first = sorted(pictures, key=lambda picture: picture.area, reverse=True)
    return next((picture for picture in largest_first if is_usable(picture.url)), None)


def _pixels(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000 else None


def parse_artists(items: object) -> tuple[Candidate, ...]:
    """The artist objects among the items, in order; whatever is not one is passed over."""
    found = map(parse_artist, items if isinstance(items, list) else ())
    return tuple(candidate for candidate in found if candidate)


def parse_artist(item: object) -> Candidate | None:
    """One artist object; None for whatever is not one."""
    if not isinstance(item, dict) or item.get("type") != "artist":
        return None
    spotify_id, name = item.get("id"), storable(item.get("name"))
    if not name or not isinstance(spotify_id, str) or not SPOTIFY_ID.fullmatch(spotify_id):
        return None
    picture = best_picture(item.get("images"))
    return Candidate(
        id=spotify_id,
        name=name,
        url=f"https://open.spotify.com/artist/{spotify_id}",
        image_url=picture.url if picture else "",
        width=picture.width if picture else None,
        height=picture.height if picture else None,
    )


def storable(name: object) -> str:
    """The name without NUL and lone surrogates, which pass through JSON but not into a database."""
    text = " ".join(name.split()) if isinstance(name, str) else ""
    if text.isprintable():
        return text
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cs"})
