"""When a number may be old, and when never."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from collection.browsing import remembered as module
from collection.browsing.artists import number_of
from collection.browsing.choices import Choices
from collection.browsing.facets import Facets
from collection.browsing.remembered import MANY, SECONDS, remembered
from collection.models import Album
from tests.collection.builders import make_album


@pytest.fixture(autouse=True)
def memory(settings: Settings) -> Iterator[None]:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


def told(numbers: list[int]) -> int:
    return remembered("numbers", lambda: numbers.pop(0), int)


def test_a_small_number_is_always_counted() -> None:
    numbers = [1, 2, MANY, 0]
    assert [told(numbers) for _ in range(4)] == [1, 2, MANY, 0]


def test_a_large_number_is_at_most_a_minute_old_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 6000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    numbers = [MANY + 1, MANY + 2, MANY + 3]
    assert [told(numbers), told(numbers)] == [MANY + 1, MANY + 1]
    now += SECONDS
    with time_machine.travel("2020-01-01"):
        assert told(numbers) == MANY + 2


@pytest.mark.django_db
def test_artists_are_counted_at_once_until_they_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY", 2)
    found = []
    for names in (("A",), ("B", "Various"), ("C", "A"), ("D",)):
        make_album("x", *names)
        found.append((number_of(""), number_of("d")))
    assert found == [(1, 0), (2, 0), (3, 0), (3, 1)]


@pytest.mark.django_db
def test_the_filters_of_very_many_albums_may_be_a_minute_old_and_what_is_sought_never(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 6000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    monkeypatch.setattr(module, "MANY", 2)

    def counted(title: str) -> list[int]:
        make_album(title, "AIR", genres=["Jazz"])
        asked = (Choices(), Choices(genre="Jazz", sort="title"), Choices(text="air"), Choices(heard=True))
        return [Facets(choices).albums for choices in asked]

    assert [counted(title) for title in "abcd"] == [[1, 1, 1, 0], [2, 2, 2, 0], [3, 3, 3, 0], [3, 3, 4, 0]]
    now += SECONDS
    assert counted("e") == [5, 5, 5, 0]


@pytest.mark.django_db
def test_every_page_of_the_wall_answers_while_the_number_of_its_albums_is_old(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 6000.0)
    monkeypatch.setattr(module, "MANY", 2)
    monkeypatch.setattr("collection.views.wall.COVERS_PER_PAGE", 2)

    def shown(address: str) -> list[str]:
        return [album.title for album in admin_client.get(f"/albums/{address}").context["albums"]]

    for number in range(7):
        make_album(f"Album {number}", "AIR", genres=["Jazz"])
    assert shown("?page=4") == ["Album 6"]
    Album.objects.filter(title__gt="Album 2").delete()
    assert shown("?page=4") == shown("?genre=Jazz&page=4") == shown("?letter=z") == ["Album 2"]
    assert shown("") == ["Album 0", "Album 1"]
    Album.objects.all().delete()
    assert shown("?page=4") == shown("") == []
