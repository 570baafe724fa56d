"""The page of numbers, and the poster."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from collection.models import Scrobble
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db


def fill(first: int, count: int) -> None:
    for number in range(first, first + count):
        album = make_album(f"{number}", f"a{number}", genres=[f"g{number}"], added_at=datetime(2024, 1, 2, tzinfo=UTC))
        Scrobble.objects.create(album=album, played_at=datetime.now(UTC), artist_name="x", track_title=f"{number}")


def test_numbers_are_bars_with_links_and_a_table_behind(visitor: Client) -> None:
    make_album("Kind of Blue", "Miles Davis", original_year=1959, genres=["Jazz <b>"])
    page = visitor.get("/statistics/").content.decode()
    assert 'href="/albums/?decade=1950"' in page
    assert 'href="/albums/?genre=Jazz+%3Cb%3E"' in page
    assert '<th scope="row"><bdi>Jazz &lt;b&gt;</bdi></th><td>1</td>' in page
    assert '<rect width="100" height="10">' in page


def test_an_empty_collection_has_a_page_too(visitor: Client) -> None:
    page = visitor.get("/statistics/").content.decode()
    assert "0 albums" in page
    assert "There are no albums yet." in page
    assert "<rect" not in page
    assert "There are no albums here." in visitor.get("/albums/poster/").content.decode()


def test_numbers_are_for_the_household_and_a_poster_for_whoever_sees_the_wall(
    client: Client, settings: Settings
) -> None:
    assert client.get("/albums/poster/").status_code == 302
    settings.AIME_PUBLIC_WALL = True
    assert client.get("/statistics/").headers["Location"] == "/login/?next=/statistics/"
    assert client.get("/albums/poster/").status_code == 200


def test_a_poster_holds_the_covers_that_were_chosen_and_loads_them_at_once(visitor: Client) -> None:
    make_album("Blue Train", genres=["Jazz"], image_url="https://i.discogs.com/a.jpg")
    make_album("Moon Safari", genres=["Pop"])
    page = visitor.get("/albums/poster/?genre=Jazz").content.decode()
    assert "Blue Train" in page
    assert "Moon Safari" not in page
    assert "https://i.discogs.com/a.jpg" in page
    assert 'loading="lazy"' not in page


def test_the_number_of_queries_does_not_grow(visitor: Client, django_assert_num_queries: Any) -> None:
    fill(0, 2)
    with django_assert_num_queries(17):
        visitor.get("/statistics/")
    fill(2, 20)
    with django_assert_num_queries(17):
        visitor.get("/statistics/")
