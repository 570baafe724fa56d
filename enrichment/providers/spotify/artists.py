"""Artists as Spotify's answers name them: null and malformed items included."""

import unicodedata

from enrichment.providers.matching import Candidate
from enrichment.providers.shapes import SPOTIFY_ID
from enrichment.providers.spotify.images import best_picture


def parse_artists(items: object) -> tuple[Candidate, ...]:
    """The artist objects among the items, in order; whatever is not one is passed over."""
    found = map(parse_artist, items if isinstance(items, (list, tuple)) else ())
    return tuple(candidate for candidate in found if candidate is not None)


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
