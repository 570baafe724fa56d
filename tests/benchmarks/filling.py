"""A made-up collection put straight into the database."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from collection.models import Album, AlbumArtist, Artist
from tests.benchmarks.collection_of import SECOND, artist_name, artists_for, release

CHUNK = 2000


def fill(albums: int) -> None:
    """Put `albums` albums, each a work of its own, and their artists into the empty database."""
    Artist.objects.bulk_create(
        (_artist(number) for number in range(artists_for(albums))),
        batch_size=CHUNK,
    )
    artists = dict(Artist.objects.values_list("name", "pk"))
    for start in range(0, albums, CHUNK):
        entries = [release(number, albums) for number in range(start, min(start + CHUNK, albums))]
        rows = Album.objects.bulk_create([_album(entry) for entry in entries])
        AlbumArtist.objects.bulk_create(_credits(rows, entries, artists))


def _artist(number: int) -> Artist:
    name = artist_name(number)
    return Artist(name=name, key=Artist.key_of(name))


def _album(entry: dict[str, Any]) -> Album:
    return Album(
        title=entry["title"],
        year=entry["year"],
        original_year=entry["year"],
        discogs_id=entry["release_id"],
        discogs_master_id=entry["release_id"],
        source="discogs",
        support="Vinyl",
        labels=entry["labels"],
        genres=["Rock"],
        styles=["Art Rock", "Dream Pop"],
        tracklist=[{"position": f"A{n}", "title": f"{SECOND[n]} Song", "duration": "3:30"} for n in range(8)],
        image_url=entry["cover_image"],
        facts_at=timezone.now(),
    )


def _credits(rows: list[Album], entries: list[dict[str, Any]], artists: dict[str, int]) -> Iterator[AlbumArtist]:
    for album, entry in zip(rows, entries, strict=True):
        for position, name in enumerate(entry["artists"]):
            yield AlbumArtist(album=album, artist_id=artists[name], position=position)
