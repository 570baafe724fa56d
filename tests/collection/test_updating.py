"""Columns of many rows are stored by one statement, made once."""

from datetime import UTC, datetime

import pytest

from collection.models import Album
from collection.models.updating import update
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db
THEN = datetime(2020, 1, 2, 3, 4, tzinfo=UTC)


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
