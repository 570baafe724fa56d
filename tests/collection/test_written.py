"""Parts of questions that are made once for a process."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, QuerySet
from django.test.utils import CaptureQueriesContext

from collection.models import Album, Artist, LeftOutFolder
from collection.models.written import Told, Written, WrittenExists, moment
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
