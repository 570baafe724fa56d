"""Who is credited on a release, as its artists and for what they did."""

from collection.naming import strip_disambiguation
from enrichment.providers.discogs.types import Credit
from enrichment.providers.shapes import as_int, as_objects, as_text


def read_artists(value: object) -> tuple[Credit, ...]:
    """In order; those without a name are left out."""
    read = (
        Credit(
            as_int(item.get("id")) or None,
            as_text(item.get("name")),
            as_text(item.get("anv")),
            as_text(item.get("join")),
        )
        for item in as_objects(value)
    )
    return tuple(credit for credit in read if credit.name)


def read_credits(value: object) -> tuple[str, ...]:
    """`Rudy Van Gelder – Recorded By`, each once, all of them."""
    lines = []
    for item in as_objects(value):
        name = strip_disambiguation(as_text(item.get("anv")) or as_text(item.get("name")))
        role = as_text(item.get("role"))
        if name and role:
            lines.append(f"{name} – {role}")
    return tuple(dict.fromkeys(lines))


def read_track_credits(tracklist: object) -> tuple[str, ...]:
    """Those of the single tracks, where many releases name who wrote and who plays."""
    tracks = list(as_objects(tracklist))
    parts = [part for track in tracks for part in as_objects(track.get("sub_tracks"))]
    return tuple(dict.fromkeys(line for track in (*tracks, *parts) for line in read_credits(track.get("extraartists"))))
