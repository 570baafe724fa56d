"""Where an album stands, kept beside it: so a page of the wall, however deep, needs no sorting of everything."""

from collections.abc import Iterable, Mapping
from typing import Any

from collection.models.sql import update
from collection.naming import unaccented

PLACES = ("shelfmark", "decade")
_LONGEST = 400  # bytes of a name: an index of PostgreSQL takes 2,700 in all
_NOBODY = b"\xff"  # behind every name
_UNKNOWN = 2**16 - 1


def places(album: Mapping[str, Any], artist_key: str | None) -> dict[str, Any]:
    """The columns `PLACES` of an album with this title, `year` and `original_year`, credited first to `artist_key`.

    A shelfmark is by artist, then by the work's year, then by title; bytes, for every database sorts them alike.
    """
    original = album.get("original_year")
    released = album.get("year") if original is None else original
    artist = _NOBODY if artist_key is None else _cut(artist_key)
    year = min(_UNKNOWN if released is None else released, _UNKNOWN).to_bytes(2, "big")
    return {
        "shelfmark": b"\0".join([artist, year + _cut(unaccented(album["title"]))]),
        "decade": None if released is None else released // 10 * 10,
    }


def put_in_place(albums: Iterable[Any], model: Any) -> None:
    """Store where these albums stand now, with their `album_artists` in order. Migrations pass their own models."""
    moved = []
    for album in albums:
        keys = [credit.artist.key for credit in album.album_artists.all()]
        words = {name: getattr(album, name) for name in ("title", "original_year", "year")}
        now = places(words, keys[0] if keys else None)
        if any(getattr(album, name) != now[name] for name in PLACES):
            vars(album).update(now)
            moved.append(album)
    update(model, moved, PLACES)


def _cut(text: str) -> bytes:
    return text.encode("utf-8", "replace")[:_LONGEST]
