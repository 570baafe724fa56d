"""Parts of questions that are made once for a process. Many rows are stored as one by one, whichever of their columns
are told.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, QuerySet
from django.test.utils import CaptureQueriesContext

from collection.models import Album, AlbumArtist, Artist, LeftOutFolder
from collection.models.sql import Told, Written, WrittenExists, insert, moment, update
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db
made: list[str] = []


def rows() -> QuerySet[Artist, str]:
    made.append("made")
    return Artist.objects.filter(albums__title="Dummy").values_list("key", flat=True)


def test_such_a_part_is_made_once_and_answered_anew_each_time() -> None:
    """What it finds is of now; only its words are of before."""
    make_album("Moon Safari", "AIR")
    asked = Artist.objects.filter(key__in=Written(rows))
    with CaptureQueriesContext(connection) as queries:
        assert not asked.all().exists()
        make_album("Dummy", "Portishead")
        assert [artist.name for artist in asked.all()] == ["Portishead"]
        assert [artist.name for artist in Artist.objects.exclude(key__in=Written(rows))] == ["AIR"]
    assert made == ["made"]
    assert "Dummy" in queries.captured_queries[0]["sql"]


def test_whether_there_are_any_is_asked_alike() -> None:
    def folders() -> QuerySet[LeftOutFolder]:
        return LeftOutFolder.objects.filter(name="Sold")

    make_album("Moon Safari", "AIR")
    asked = Artist.objects.filter(WrittenExists(folders))
    assert not asked.all().exists()
    LeftOutFolder.objects.create(name="Sold")
    assert asked.all().exists()


def test_their_number_is_of_now() -> None:
    assert Written(rows).number() == 0
    make_album("Dummy", "Portishead")
    assert Written(rows).number() == 1


def titled() -> QuerySet[Album, Any]:
    made.append("titled")
    return Album.objects.filter(title=Told("title", CharField())).values("added_at")


def test_what_is_told_varies_from_one_time_to_the_next() -> None:
    make_album("Dummy", "Portishead")
    assert [Written(titled).number(title=title) for title in ("Dummy", "Moon Safari", "Dummy")] == [1, 0, 1]
    assert made.count("titled") == 1


def test_a_moment_is_found_as_django_finds_it() -> None:
    album = make_album("Dummy", "Portishead", added_at=datetime(2026, 2, 3, 4, 5, 6, 789, UTC))
    assert moment(*Written(titled).answer("MIN(added_at)", title="Dummy")) == album.added_at
    assert moment(*Written(titled).answer("MIN(added_at)", title="Moon Safari")) is None


def test_an_order_that_decides_who_is_among_them_stays() -> None:
    make_album("Dummy", "Portishead")
    newer = make_album("Moon Safari", "AIR")
    assert Written(lambda: Album.objects.order_by("-pk")[:1]).answer("MIN(id)") == (newer.pk,)


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
