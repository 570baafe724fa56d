"""Many rows are stored as one by one, whichever of their columns are told."""

from datetime import UTC, datetime
from typing import Any

import pytest

from collection.models import Album, AlbumArtist, Artist
from collection.models.bulk import insert, update
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db
PLAIN: dict[str, Any] = {"title": "50% of {A}", "labels": ["A", "B"], "year": 1999, "shelfmark": b"\x00\xff%s"}
LATER: dict[str, Any] = {"title": "B", "added_at": datetime(2020, 1, 2, 3, tzinfo=UTC), "further": {"Price": "3"}}

THEN = datetime(2020, 1, 2, 3, 4, tzinfo=UTC)


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


def test_each_row_gets_its_own_values_and_no_other_column_changes() -> None:
    one, other, third = (make_album(title, "AIR", year=1998) for title in ("Moon Safari", "Talkie Walkie", "Premiers"))
    one.genres, one.facts_at, one.original_year, one.notes = ["Pop", "%s"], THEN, 1997, "not stored"
    other.genres, other.facts_at, other.original_year = [], None, None
    third.genres = ["Jazz"]
    update(Album, [one, other], ["genres", "facts_at", "original_year"])
    columns = ("title", "year", "genres", "facts_at", "original_year", "notes")
    assert list(Album.objects.order_by("pk").values_list(*columns)) == [
        ("Moon Safari", 1998, ["Pop", "%s"], THEN, 1997, ""),
        ("Talkie Walkie", 1998, [], None, None, ""),
        ("Premiers", 1998, [], None, None, ""),
    ]


def test_a_row_that_was_deleted_is_passed_over_and_without_rows_nothing_is_asked(
    django_assert_num_queries: object,
) -> None:
    one, other = make_album("Moon Safari", "AIR"), make_album("Talkie Walkie", "AIR")
    Album.objects.filter(pk=one.pk).delete()
    one.year = other.year = 2004
    update(Album, [one, other], ["year"])
    assert Album.objects.get().year == 2004
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(0):
        update(Album, [], ["year"])
