"""Which albums fit, and in which order. Where a letter begins, and what stands beside an album."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import Settings

from collection.browsing.choices import SORTS, Choices
from collection.browsing.matching import Place, around, asked_place, chosen, count_before, page_of
from collection.models import Scrobble
from tests.collection.builders import make_album, make_artist

pytestmark = pytest.mark.django_db


def titles(**choices: Any) -> list[str]:
    return [album.title for album in chosen(Choices(**choices))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("moon", ["Moon Safari"]),
        ("MOON air", ["Moon Safari"]),
        ("homogenic", ["Homogenic"]),
        ("bjork", ["Homogenic"]),
        ("björk", ["Homogenic"]),
        ("BJÖRK", ["Homogenic"]),
        ("ágætis", ["Ágætis byrjun"]),
        ("massive nothing", []),
        ("%", []),
        ("_", []),
        ("!!!", ["Myth Takes"]),
        ("'; --", []),
    ],
)
def test_each_word_is_found_in_a_title_or_a_name(text: str, found: list[str]) -> None:
    make_album("Moon Safari", "AIR")
    make_album("Homogenic", "Björk")
    make_album("Ágætis byrjun", "Sigur Rós")
    make_album("Myth Takes", "!!!")
    assert titles(text=text) == found


def test_an_album_of_two_artists_is_found_once() -> None:
    make_album("Ella And Louis", "Ella Fitzgerald", "Louis Armstrong")
    assert titles(text="l") == ["Ella And Louis"]


@pytest.mark.parametrize("few", [1, 2, 500])
def test_few_and_many_are_found_alike(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr("collection.searching.asking.FEW", few)
    for title in ("Moon Safari", "Moon Beams", "Talkie Walkie"):
        make_album(title, "AIR")
    assert titles(text="moon", sort="title") == ["Moon Beams", "Moon Safari"]
    assert titles(text="moom", sort="title") == ["Moon Beams", "Moon Safari"]
    assert titles(text="walkie moon") == []


def test_a_genre_is_a_whole_entry_of_the_list() -> None:
    make_album("a", genres=["Rock", "Funk / Soul"])
    make_album("b", genres=["Rock & Roll"])
    make_album("c", genres=["Électronique", 'So-called "Pop"'])
    make_album("d")
    assert titles(genre="Rock") == ["a"]
    assert titles(genre="Électronique") == ["c"]
    assert titles(genre='So-called "Pop"') == ["c"]
    assert titles(genre="%") == []


def test_the_works_year_decides_the_decade_and_the_editions_where_it_is_unknown() -> None:
    make_album("reissue", year=2015, original_year=1959)
    make_album("unknown work", year=1959)
    make_album("late", original_year=1960)
    make_album("no year")
    assert titles(decade=1950, sort="title") == ["reissue", "unknown work"]
    assert titles(decade=2010) == []


def test_an_artist_is_chosen_by_key() -> None:
    make_album("Nevermind", "Nirvana")
    make_album("The Story Of Simon Simopath", "Nirvana (2)")
    assert titles(artist=make_artist("Nirvana (2)").pk) == ["The Story Of Simon Simopath"]
    assert titles(artist=2**63 - 1) == []


def test_what_left_the_collection_left_the_wall() -> None:
    make_album("sold", removed_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert titles() == []


def test_the_orders() -> None:
    make_album("zebra", "Abba", year=1990, added_at=datetime(2026, 1, 2, tzinfo=UTC))
    make_album("Apple", "ZZ Top", original_year=1970, year=2020)
    make_album("mango", "Abba", year=1980, added_at=datetime(2026, 1, 3, tzinfo=UTC))
    make_album("nobody's")
    assert titles(sort="artist") == ["mango", "zebra", "Apple", "nobody's"]
    assert titles(sort="title") == ["Apple", "mango", "nobody's", "zebra"]
    assert titles(sort="year") == ["Apple", "mango", "zebra", "nobody's"]
    assert titles(sort="added") == ["mango", "zebra", "nobody's", "Apple"]


def test_a_year_of_adding_and_a_month_of_listening_begin_at_the_sites_midnight(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Zurich"
    first = make_album("first", added_at=datetime(2023, 12, 31, 23, 30, tzinfo=UTC))
    make_album("second", added_at=datetime(2024, 12, 31, 23, 30, tzinfo=UTC))
    make_album("undated")
    Scrobble.objects.create(
        album=first, played_at=datetime(2026, 9, 30, 22, 30, tzinfo=UTC), artist_name="x", track_title="y"
    )
    assert titles(added=2024) == ["first"]
    assert titles(played="2026-10") == ["first"]
    assert titles(played="2026-09") == []
    assert titles(played="never") == ["second", "undated"]


def test_the_most_played_come_first() -> None:
    for plays, title in enumerate(("silent", "once", "twice")):
        album = make_album(title)
        for number in range(plays):
            moment = datetime(2026, 1, 1, number, tzinfo=UTC)
            Scrobble.objects.create(album=album, played_at=moment, artist_name=title, track_title="y")
    assert titles(sort="plays") == ["twice", "once", "silent"]


def test_a_seed_makes_an_order_that_stays() -> None:
    for number in range(30):
        make_album(f"{number:02}")
    orders = [titles(sort="random", seed=seed) for seed in (1, 2, 1)]
    assert orders[0] == orders[2] != orders[1]
    assert sorted(orders[0]) == titles(sort="title")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({}, Place("")),
        ({"page": "3"}, Place("3")),
        ({"letter": "b", "page": "3"}, Place(1, 1)),
        ({"letter": "M"}, Place(3, 2)),
        ({"letter": "é"}, Place("")),
        ({"letter": "7"}, Place("")),
    ],
)
def test_a_letter_is_a_page_and_a_row_on_it(query: dict[str, str], place: Place) -> None:
    assert asked_place(query, 5, lambda letter: "abcdefghijklm".index(letter)) == place


def test_what_comes_before_a_letter_is_counted_in_orders_by_name() -> None:
    make_album("Zebra", "Abba")
    make_album("mango", "Miles Davis")
    make_album("Nobody's")
    assert [count_before(Choices(sort="artist"), letter) for letter in "abmz"] == [0, 1, 1, 2]
    assert [count_before(Choices(sort="title"), letter) for letter in "mnz"] == [0, 1, 2]
    assert count_before(Choices(sort="year"), "z") == 0


def test_the_neighbours_are_those_of_the_order_one_came_from() -> None:
    first, second, third = (make_album(title, year=year) for title, year in (("c", 1960), ("b", 1970), ("a", 1980)))
    make_album("other", support="CD", year=1965)
    found = around(Choices(sort="year", support=""), "3", second.pk, 60)
    assert found is not None
    assert (found.before and found.before.title, found.after and found.after.title) == ("other", "a")
    assert around(Choices(sort="title"), "1", third.pk, 60).before is None  # type: ignore[union-attr]
    assert around(Choices(sort="year"), "2", first.pk, 60) is None
    for nonsense in ("", "0", "-1", "x", "9" * 30):
        assert around(Choices(), nonsense, first.pk, 60) is None


@pytest.mark.parametrize("sort", SORTS)
def test_every_page_shows_what_comes_in_order(sort: str) -> None:
    for number in range(11):
        make_album(f"Number {number % 5}", f"Artist {number % 3}", year=1990 + number if number % 4 else None)
    rows = chosen(Choices(sort=sort, seed=7))
    pages = [page_of(rows, 11, 3, number) for number in (1, 2, 3, 4)]
    assert [album for page in pages for album in page] == list(rows)
    assert [len(page) for page in pages] == [3, 3, 3, 2]


def test_no_rows_make_one_empty_page() -> None:
    page = page_of(chosen(Choices()), 0, 3, 1)
    assert (list(page), page.paginator.num_pages) == ([], 1)
