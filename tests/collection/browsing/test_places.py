"""Where a letter begins, and what stands beside an album."""

import pytest

from collection.browsing.choices import Choices
from collection.browsing.matching import count_before
from collection.browsing.places import Place, around, asked_place
from tests.collection.builders import make_album


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


@pytest.mark.django_db
def test_what_comes_before_a_letter_is_counted_in_orders_by_name() -> None:
    make_album("Zebra", "Abba")
    make_album("mango", "Miles Davis")
    make_album("Nobody's")
    assert [count_before(Choices(sort="artist"), letter) for letter in "abmz"] == [0, 1, 1, 2]
    assert [count_before(Choices(sort="title"), letter) for letter in "mnz"] == [0, 1, 2]
    assert count_before(Choices(sort="year"), "z") == 0


@pytest.mark.django_db
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
