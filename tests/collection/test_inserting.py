"""Many rows are stored as one by one, whichever of their columns are told."""

from datetime import UTC, datetime
from typing import Any

import pytest

from collection.models import Album, AlbumArtist, Artist
from collection.models.inserting import insert

pytestmark = pytest.mark.django_db
PLAIN: dict[str, Any] = {"title": "50% of {A}", "labels": ["A", "B"], "year": 1999, "shelfmark": b"\x00\xff%s"}
LATER: dict[str, Any] = {"title": "B", "added_at": datetime(2020, 1, 2, 3, tzinfo=UTC), "further": {"Price": "3"}}


def stored(keys: list[int]) -> list[dict[str, Any]]:
    told = [one.name for one in Album._meta.concrete_fields if not one.primary_key]
    return [Album.objects.values(*told).get(pk=key) for key in keys]


@pytest.mark.parametrize("rows", [[PLAIN], [LATER], [PLAIN, LATER], [LATER, PLAIN, {"title": "C", "copies": 3}]])
def test_albums_inserted_at_once_are_as_django_would_store_them(rows: list[dict[str, Any]]) -> None:
    usual = [album.pk for album in Album.objects.bulk_create([Album(**row) for row in rows])]
    assert stored(insert(Album, rows)) == stored(usual)


def test_credits_inserted_at_once_belong_to_their_album_and_artist() -> None:
    (album,), (artist,) = insert(Album, [PLAIN]), insert(Artist, [{"name": "AIR", "key": "air"}])
    insert(AlbumArtist, [{"album_id": album, "artist_id": artist, "position": 0, "credited_as": "", "join_phrase": ""}])
    assert Album.objects.with_credits().get().artist_credit == "AIR"
