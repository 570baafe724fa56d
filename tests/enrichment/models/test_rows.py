"""Many rows written at once."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from collection.models import Album
from enrichment.models.rows import add_rows, write_rows

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_each_row_gets_its_own_values_and_no_other_column_changes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    albums = [Album.objects.create(title=f"Album {n}", year=2000) for n in range(3)]
    for number, album in enumerate(albums[:2]):
        album.labels, album.facts_at, album.year = [f"Label ‘{number}’"], NOW, None
        album.title = "not to be written"
    with django_assert_num_queries(1):
        write_rows(albums[:2], ["labels", "facts_at", "year"])
    rows = Album.objects.order_by("pk").values_list("title", "labels", "facts_at", "year")
    assert list(rows) == [
        ("Album 0", ["Label ‘0’"], NOW, None),
        ("Album 1", ["Label ‘1’"], NOW, None),
        ("Album 2", [], None, 2000),
    ]


@pytest.mark.django_db
def test_every_row_may_lose_its_values() -> None:
    """A column that is NULL in all rows tells a database nothing of its type."""
    albums = [Album.objects.create(title=f"Album {n}", year=2000, facts_at=NOW) for n in range(2)]
    for album in albums:
        album.labels, album.facts_at, album.year, album.discogs_id = [], None, None, None
    write_rows(albums, ["labels", "facts_at", "year", "discogs_id"])
    assert list(Album.objects.values_list("labels", "facts_at", "year", "discogs_id")) == [([], None, None, None)] * 2


@pytest.mark.django_db
def test_added_rows_are_as_if_each_had_been_saved(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = [Album(title=f"Album ‘{n}’ 100 %", labels=[f"Label {n}"], facts_at=NOW) for n in range(2)]
    rows[1].year = 2000
    with django_assert_num_queries(1):
        add_rows(rows)
    first, second = Album.objects.order_by("pk").values()
    saved = Album(title="Album ‘0’ 100 %", labels=["Label 0"], facts_at=NOW)
    saved.save()
    assert {**first, "id": 0} == {**Album.objects.values().get(pk=saved.pk), "id": 0}
    assert (second["title"], second["labels"], second["year"]) == ("Album ‘1’ 100 %", ["Label 1"], 2000)


@pytest.mark.django_db
def test_nothing_to_write_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        write_rows([], ["title"])
        add_rows([])
