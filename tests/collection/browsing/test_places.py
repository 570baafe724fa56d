"""Where a letter begins, and what stands beside an album."""

import pytest

from collection.browsing.choices import SORTS, Choices
from collection.browsing.matching import chosen, count_before
from collection.browsing.places import Place, around, asked_place, page_of
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db


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
