"""The artists that a search proposes, read from Spotify's answer as it comes: null and malformed items included."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from enrichment.providers.matching.images import best_picture

_SPOTIFY_ID = re.compile(r"[0-9A-Za-z]{22}")


@dataclass(frozen=True)
class Candidate:
    """A Spotify artist.

    `url` is its page on open.spotify.com. `image_url` is "" when Spotify lists no photo that may be shown; `width` and
    `height` are its pixels where known. `shared_titles` are titles we own that this artist has too; empty where nobody
    looked.
    """

    id: str
    name: str
    url: str
    image_url: str = ""
    width: int | None = None
    height: int | None = None
    shared_titles: tuple[str, ...] = ()


def _anybody(_name: str) -> bool:
    return True


def parse_candidates(items: object, is_meant: Callable[[str], bool] = _anybody) -> tuple[Candidate, ...]:
    """The artist objects among the items whose name `is_meant`, in order, each id once, by the first such name;
    whatever is not one is passed over. A search brings ten, mostly of other names: looking at their pictures too was
    half of reading it.
    """
    found: dict[str, Candidate] = {}
    for item in items if isinstance(items, (list, tuple)) else ():
        candidate = _parse(item, is_meant)
        if candidate is not None:
            found.setdefault(candidate.id, candidate)
    return tuple(found.values())


def _parse(item: object, is_meant: Callable[[str], bool]) -> Candidate | None:
    if not isinstance(item, dict) or item.get("type") != "artist":
        return None
    spotify_id, name = item.get("id"), _storable(item.get("name"))
    if not name or not isinstance(spotify_id, str) or not _SPOTIFY_ID.fullmatch(spotify_id) or not is_meant(name):
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


def _storable(name: object) -> str:
    # NUL and lone surrogates pass through JSON but not into a database.
    text = " ".join(name.split()) if isinstance(name, str) else ""
    if text.isprintable():
        return text
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cs"})
