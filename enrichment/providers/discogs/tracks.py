"""The tracklist of a release or master."""

from collection.naming import base_form
from enrichment.providers.discogs.types import Track
from enrichment.providers.shapes import as_objects, as_text

HEADING = "heading"


def read_tracklist(value: object) -> tuple[Track, ...]:
    """Its lines in order: headings as such, and the parts of an index track for themselves."""
    return tuple(track for item in as_objects(value) for track in _tracks(item) if track.title)


def _tracks(item: dict[str, object]) -> list[Track]:
    kind, title = as_text(item.get("type_")) or "track", as_text(item.get("title"))
    if kind == HEADING:
        return [Track("", title, as_text(item.get("duration")), kind=HEADING)]
    parts = [_track(part) for part in as_objects(item.get("sub_tracks"))] if kind == "index" else []
    return [_part_of(title, part) for part in parts if part.title] or [_track(item)]


def _track(item: dict[str, object]) -> Track:
    position, duration = as_text(item.get("position")), as_text(item.get("duration"))
    return Track(position, as_text(item.get("title")), duration, _performers(item.get("artists")))


def _performers(value: object) -> str:
    """`CLSM Feat. Lisa Abbott`: the names as credited, with what joins them."""
    parts: list[str] = []
    for item in as_objects(value):
        name, join = as_text(item.get("anv")) or as_text(item.get("name")), as_text(item.get("join")) or ","
        parts += [base_form(name), ", " if join == "," else f" {join} "]
    return "".join(parts[:-1])


def _part_of(whole: str, part: Track) -> Track:
    """`Atom Heart Mother: Father's Shout`: a part named alone says little."""
    return Track(part.position, f"{whole}: {part.title}" if whole else part.title, part.duration, part.artists)
