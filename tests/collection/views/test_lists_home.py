"""The place to come back to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from collection.browsing import overview
from collection.models import Album, Scrobble
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db


def play(album: Album, days_ago: int, track: str = "A") -> None:
    at = timezone.now() - timedelta(days=days_ago)
    Scrobble.objects.create(album=album, played_at=at, artist_name="x", track_title=track)


def titles(albums: list[Album]) -> list[str]:
    return [album.title for album in albums]


def test_what_was_added_last_comes_first_and_undated_albums_do_not_come() -> None:
    for day in (1, 3, 2):
        make_album(f"of day {day}", added_at=datetime(2026, 1, day, tzinfo=UTC))
    make_album("undated")
    make_album("gone", added_at=datetime(2026, 1, 9, tzinfo=UTC), removed_at=timezone.now())
    assert titles(overview.added_lately()) == ["of day 3", "of day 2", "of day 1"]


def test_each_album_was_played_lately_once_and_is_forgotten_by_its_last_play() -> None:
    loved, dusty, dustier = make_album("loved"), make_album("dusty"), make_album("dustier")
    for days, album in ((400, loved), (300, dusty), (900, dustier), (800, dusty), (2, loved), (1, dusty)):
        play(album, days, f"t{days}")
    play(dustier, 700)
    play(loved, 3)
    assert titles(overview.played_lately()) == ["dusty", "loved", "dustier"]
    assert titles(overview.forgotten(timezone.now())) == ["dustier"]


def test_a_round_number_of_years_is_the_works_not_the_editions() -> None:
    make_album("fifty", original_year=1976, year=2001)
    make_album("of another age", original_year=1977)
    make_album("pressed then", year=1976)
    assert titles(overview.of_an_age(date(2026, 5, 1))) == ["fifty"]


def test_any_album_comes_at_random_and_none_where_there_is_none() -> None:
    assert overview.at_random() is None
    kept = {make_album(f"{number}").title for number in range(3)}
    assert {found.title for _try in range(60) if (found := overview.at_random())} == kept


def test_home_is_shown_with_what_there_is(admin_client: Client) -> None:
    make_album("Moon Safari", "AIR")
    page = admin_client.get("/").content.decode()
    assert "Moon Safari" in page
    assert "Added lately" not in page
    assert "Played lately" not in page


def test_an_empty_home_is_the_first_use(visitor: Client) -> None:
    assert "Import your albums first" in visitor.get("/").content.decode()


def test_old_addresses_lead_to_the_wall_with_what_they_asked(admin_client: Client) -> None:
    answer = admin_client.get("/?genre=Jazz&q=a%26b")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/albums/?genre=Jazz&q=a%26b")


def test_strangers_see_the_wall_where_it_is_public_and_the_login_elsewhere(client: Client, settings: Settings) -> None:
    play(make_album("Moon Safari", "AIR"), 1)
    assert client.get("/").headers["Location"] == "/login/?next=/"
    settings.AIME_PUBLIC_WALL = True
    page = client.get("/").content.decode()
    assert "The collection" in page
    assert "Played lately" not in page
    assert client.get("/?genre=Jazz").headers["Location"] == "/albums/?genre=Jazz"


def test_the_number_of_queries_does_not_grow(admin_client: Client, django_assert_num_queries: Any) -> None:
    admin_client.get("/")
    for number in range(3):
        play(make_album(f"{number}", f"a{number}", original_year=timezone.localdate().year - 50), number + 300)
    with django_assert_num_queries(12):
        admin_client.get("/")
    for number in range(20):
        play(make_album(f"m{number}", f"b{number}", added_at=timezone.now()), number + 1)
    with django_assert_num_queries(12):
        admin_client.get("/")
