"""Parts of questions that are made once for a process."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from collection.models import Artist, LeftOutFolder
from collection.models.written import Written, WrittenExists
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
