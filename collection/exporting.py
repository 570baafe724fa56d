"""The collection as files: JSON that takes everything back without loss, and CSV for people and other programs."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model

from collection.models import Album, Artist, Image, LeftOutFolder, Scrobble
from collection.shelving import PLACES

VERSION = 1
CHUNK = 500
# What has a meaning in this database alone.
_ELSEWHERE = {"id", "key", "run_id", "description_run_id", "artist", "album", *PLACES}
CSV_HEADER = [
    *("Catalog#", "Artist", "Title", "Label", "Format", "Rating", "Released", "release_id", "CollectionFolder"),
    *("Date Added", "Collection Media Condition", "Collection Sleeve Condition", "Collection Notes", "Purchase Date"),
    *("Further", "Original Year", "Genres", "Styles", "Description", "Source"),
]
Entry = dict[str, Any]


def as_json() -> Iterator[str]:
    """The lines of one JSON object: a line for each album, artist and play that belongs to no album."""
    artists = Artist.objects.prefetch_related("images").order_by("key", "discogs_artist_id")
    lists = {
        "albums": map(_album, _albums()),
        "artists": (columns_of(artist) | {"images": _images(artist.images.all())} for artist in artists),
        "listening": map(columns_of, Scrobble.objects.filter(album=None).order_by("played_at", "pk").iterator()),
        "left_out_folders": iter(LeftOutFolder.objects.values_list("name", flat=True)),
    }
    yield f'{{"aime": {VERSION}'
    for name, entries in lists.items():
        yield f',\n"{name}": ['
        for number, entry in enumerate(entries):
            yield (",\n" if number else "\n") + json.dumps(entry, ensure_ascii=False, default=_as_text)
        yield "\n]"
    yield "\n}\n"


def as_csv() -> Iterator[str]:
    """Rows as Discogs exports them, one for each copy, and AIME's own columns behind."""
    yield "\ufeff" + _row(CSV_HEADER)
    for album in _albums():
        for copy in album.each_copy:
            added = copy.get("added_at")
            further = "; ".join(f"{name}: {text}" for name, text in (copy.get("further") or {}).items())
            cells = [
                *(album.catalog_number, album.artist_credit, album.title, ", ".join(album.labels), album.support),
                *(copy.get("rating"), album.year, album.discogs_id, copy.get("folder", "")),
                f"{added:%Y-%m-%d %H:%M:%S}" if isinstance(added, datetime) else added,
                *(copy.get(name, "") for name in ("media_condition", "sleeve_condition", "notes", "purchased")),
                *(further, album.original_year, ", ".join(album.genres), ", ".join(album.styles)),
                *(album.ai_description, album.source),
            ]
            yield _row(cells)


def columns_of(row: Model) -> Entry:
    """Every column that means something elsewhere, by its name."""
    names = (field.name for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in names if name not in _ELSEWHERE}


def _as_text(value: object) -> str:
    """What JSON knows no form for: a moment, the name of a file."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _albums() -> Iterator[Album]:
    rows = Album.objects.with_credits().prefetch_related("images", "scrobbles").order_by("pk")
    return rows.iterator(chunk_size=CHUNK)


def _album(album: Album) -> Entry:
    artists = [
        {
            "name": credit.artist.name,
            "id": credit.artist.discogs_artist_id,
            "credited_as": credit.credited_as,
            "join_phrase": credit.join_phrase,
        }
        for credit in album.album_artists.all()
    ]
    plays = sorted(album.scrobbles.all(), key=lambda play: (play.played_at, play.pk))
    return {
        "release_id": album.discogs_id,
        "title": album.title,
        "artists": artists,
        "stored": columns_of(album),
        "images": _images(album.images.all()),
        "plays": list(map(columns_of, plays)),
    }


def _images(images: Any) -> list[Entry]:
    rows: list[Image] = sorted(images, key=lambda image: (image.image_type, image.source))
    return list(map(columns_of, rows))


def _row(cells: list[Any]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
