"""Made-up collections of any size, in the proportions of a real one: 236 albums, 456 artists."""

import json
from pathlib import Path
from typing import Any

ALBUMS, ARTISTS = 236, 456
FIRST = ("Silver", "Northern", "Paper", "Velvet", "Hollow", "Electric", "Golden", "Quiet", "Broken", "Winter")
GENRES = ("Rock", "Jazz", "Electronic", "Folk, World, & Country", "Pop", "Classical", "Hip Hop")
STYLES = ("Art Rock", "Dream Pop", "Hard Bop", "Ambient", "Celtic", "Ballad", "Baroque", "Boom Bap", "Krautrock", "Ska")
SECOND = ("Harbour", "Engine", "Garden", "Signal", "Mirror", "Parade", "Orchard", "Lantern", "River", "Atlas")


def artists_for(albums: int) -> int:
    return round(albums * ARTISTS / ALBUMS)


def artist_name(number: int) -> str:
    return f"{FIRST[number % 10]} {SECOND[number // 10 % 10]} {number}"


def release(number: int, albums: int) -> dict[str, Any]:
    """Entry `number` (from 0) of a collection file; two artists each, every artist on some album."""
    artists = artists_for(albums)
    return {
        "release_id": 1_000_000 + number,
        "title": f"{SECOND[number % 10]} of the {FIRST[number // 10 % 10]} Year {number}",
        "artists": [artist_name(2 * number % artists), artist_name((2 * number + 1) % artists)],
        "year": 1960 + number % 60,
        "labels": ["Harbour Records"],
        "formats": [{"name": "Vinyl", "descriptions": ["LP", "Album"]}],
        "genres": [GENRES[number % 7]],
        "styles": [STYLES[number % 10]],
        "cover_image": f"https://i.discogs.com/cover-{number}.jpg",
    }


def write_file(path: Path, albums: int) -> Path:
    path.write_text(json.dumps({"albums": [release(number, albums) for number in range(albums)]}), encoding="utf-8")
    return path
