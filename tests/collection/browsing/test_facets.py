"""What could be chosen next. When a number may be old, and when never."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from collection.browsing import facets as module
from collection.browsing.choices import Choices
from collection.browsing.facets import MANY, MOST_FACETS, SECONDS, Facet, Facets, remembered
from collection.browsing.matching import chosen
from collection.browsing.names import artists_named, number_of_artists
from collection.models import Album
from tests.collection.builders import make_album, make_artist

pytestmark = pytest.mark.django_db


def counts(facets: list[Facet]) -> dict[str, int]:
    return {facet.label: facet.count for facet in facets}


@pytest.fixture
def shelf() -> None:
    make_album("a", "AIR", genres=["Electronic", "Pop"], support="Vinyl", year=1998)
    make_album("b", "Björk", genres=["Electronic"], support="CD", year=2015, original_year=1993)
    make_album("c", "Björk", genres=["Jazz"], support="CD", year=1959)
    make_album("d", "Nobody")


@pytest.mark.usefixtures("shelf")
def test_everything_is_counted_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        facets = Facets(Choices())
        assert counts(facets.genres()) == {"Electronic": 2, "Jazz": 1, "Pop": 1}
        assert counts(facets.supports()) == {"CD": 2, "Vinyl": 1}
        assert list(counts(facets.decades()).items()) == [("1950s", 1), ("1990s", 2)]


@pytest.mark.usefixtures("shelf")
def test_a_kind_is_counted_under_the_choices_of_the_others() -> None:
    facets = Facets(Choices(genre="Electronic", support="CD"))
    assert counts(facets.genres()) == {"Electronic": 1, "Jazz": 1}
    assert counts(facets.supports()) == {"Vinyl": 1, "CD": 1}
    assert counts(facets.decades()) == {"1990s": 1}


@pytest.mark.usefixtures("shelf")
def test_searched_words_count_too() -> None:
    assert counts(Facets(Choices(text="bjork")).genres()) == {"Electronic": 1, "Jazz": 1}


@pytest.mark.usefixtures("shelf")
def test_a_choice_is_a_link_and_the_chosen_one_takes_itself_back() -> None:
    rock, jazz = Facets(Choices(genre="Rock", text="b", sort="year")).genres()[::-1][:2]
    assert (rock.label, rock.count, rock.chosen) == ("Rock", 0, True)
    assert rock.query == "?q=b&sort=year"
    assert (jazz.chosen, jazz.query) == (False, "?q=b&genre=Jazz&sort=year")


@pytest.mark.parametrize(
    ("folders", "choices", "offered"),
    [
        ([], Choices(), {}),
        (["Jazz", "Jazz"], Choices(), {}),
        (["Jazz", ""], Choices(), {}),
        (["Jazz", "Jazz", "Rock"], Choices(), {"Jazz": 2, "Rock": 1}),
        (["Jazz", "Jazz"], Choices(folder="Jazz"), {"Jazz": 2}),
        (["Jazz"], Choices(folder="Attic"), {"Attic": 0, "Jazz": 1}),
        (["Jazz", "Rock"], Choices(public=True), {}),
    ],
    ids=["none", "one", "one and none", "two", "one that is chosen", "one that is gone", "for strangers"],
)
def test_folders_are_offered_where_they_tell_something_and_never_to_strangers(
    folders: list[str], choices: Choices, offered: dict[str, int]
) -> None:
    for number, folder in enumerate(folders):
        make_album(str(number), folder=folder)
    assert counts(Facets(choices).folders()) == offered


def test_the_most_frequent_stand_first_and_equals_by_name() -> None:
    for number, genres in enumerate([["Rock"], ["Rock", "Soul"], ["Jazz"], ["Blues"]]):
        make_album(str(number), genres=genres)
    assert list(counts(Facets(Choices()).genres())) == ["Rock", "Blues", "Jazz", "Soul"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("choices", "albums"),
    [
        (Choices(), 4),
        (Choices(genre="Electronic"), 2),
        (Choices(genre="Electronic", support="CD"), 1),
        (Choices(decade=1990), 2),
        (Choices(genre="Electronic", decade=1950), 0),
        (Choices(folder="Attic"), 0),
        (Choices(text="bjork", support="CD"), 2),
    ],
)
def test_how_many_fit_is_counted_from_the_same_rows(
    choices: Choices, albums: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    facets = Facets(choices)
    with django_assert_num_queries(0):
        assert facets.albums == albums
    assert chosen(choices).count() == albums


def test_an_unknown_decade_and_a_carrier_without_a_name_are_no_choice() -> None:
    make_album("undated")
    make_album("dated", year=1971, support="LP")
    facets = Facets(Choices())
    assert (counts(facets.decades()), counts(facets.supports()), counts(facets.genres())) == (
        {"1970s": 1},
        {"LP": 1},
        {},
    )


def test_the_most_frequent_fill_the_bar() -> None:
    for title in "abc":
        make_album(title, year=1970)
    make_album("d", year=1980)
    assert [facet.share for facet in Facets(Choices()).decades()] == [100, 33]


def test_few_of_many_are_offered_the_chosen_one_among_them() -> None:
    for number in range(40):
        make_album(str(number), genres=[f"Genre {number:02}"])
    shown = Facets(Choices(genre="Genre 39")).genres()
    assert len(shown) == MOST_FACETS + 1
    assert shown[-1].chosen


def test_odd_lists_break_nothing() -> None:
    make_album("odd", genres={"a": 1}, support="")
    make_album("odder", genres=["", 3, "Jazz"])
    assert counts(Facets(Choices()).genres()) == {"Jazz": 1}


@pytest.mark.parametrize(("text", "found"), [("", ["Björk", "!!!"]), ("bjork", ["Björk"]), ("!!!", ["!!!"]), ("x", [])])
def test_artists_are_found_by_name(text: str, found: list[str]) -> None:
    make_album("a", "Björk")
    make_album("b", "Various")
    make_album("c", "!!!")
    make_artist("Albumless")
    assert {artist.name for artist in artists_named(text)} == set(found)


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
        found.append((number_of_artists(""), number_of_artists("d")))
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
    monkeypatch.setattr("collection.views.lists.COVERS_PER_PAGE", 2)

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
