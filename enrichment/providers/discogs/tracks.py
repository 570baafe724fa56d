"""The tracklist of a release or master."""

from enrichment.providers.discogs.types import Track
from enrichment.providers.shapes import as_objects, as_text


def read_tracklist(value: object) -> tuple[Track, ...]:
    """What can be listened to: headings are left out, the parts of an index track stand for themselves."""
    return tuple(track for item in as_objects(value) for track in _tracks(item) if track.title)


def _tracks(item: dict[str, object]) -> list[Track]:
    kind, title = as_text(item.get("type_")) or "track", as_text(item.get("title"))
    if kind == "heading":
        return []
    parts = [_track(part) for part in as_objects(item.get("sub_tracks"))] if kind == "index" else []
    return [_part_of(title, part) for part in parts if part.title] or [_track(item)]


def _track(item: dict[str, object]) -> Track:
    return Track(as_text(item.get("position")), as_text(item.get("title")), as_text(item.get("duration")))


def _part_of(whole: str, part: Track) -> Track:
    """`Atom Heart Mother: Father's Shout`: a part named alone says little."""
    return Track(part.position, f"{whole}: {part.title}" if whole else part.title, part.duration)
