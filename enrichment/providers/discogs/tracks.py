"""The tracklist of a release or master."""

from dataclasses import replace

from collection.naming import base_form
from enrichment.providers.discogs.types import Track
from enrichment.providers.shapes import as_objects, as_text

HEADING = "heading"


def read_tracklist(value: object) -> tuple[Track, ...]:
    """Its lines in order: headings as such, and the parts of an index track for themselves."""
    tracks: list[Track] = []
    for item in as_objects(value):
        kind, title = as_text(item.get("type_")), as_text(item.get("title"))
        if kind == HEADING:
            tracks.append(Track("", title, as_text(item.get("duration")), kind=HEADING))
            continue
        parts = [_track(part) for part in as_objects(item.get("sub_tracks"))] if kind == "index" else []
        whole = f"{title}: " if title else ""  # `Atom Heart Mother: Father's Shout`: a part named alone says little
        tracks += [replace(part, title=whole + part.title) for part in parts if part.title] or [_track(item)]
    return tuple(track for track in tracks if track.title)


def _track(item: dict[str, object]) -> Track:
    """Its artists are those of `CLSM Feat. Lisa Abbott`: the names as credited, with what joins them."""
    names: list[str] = []
    for artist in as_objects(item.get("artists")):
        name, join = as_text(artist.get("anv")) or as_text(artist.get("name")), as_text(artist.get("join")) or ","
        names += [base_form(name), ", " if join == "," else f" {join} "]
    position, duration = as_text(item.get("position")), as_text(item.get("duration"))
    return Track(position, as_text(item.get("title")), duration, "".join(names[:-1]))
