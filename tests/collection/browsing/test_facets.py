"""What could be chosen next."""

import pytest
from pytest_django import DjangoAssertNumQueries

from collection.browsing.artists import named
from collection.browsing.choices import Choices
from collection.browsing.facets import MOST_FACETS, Facet, Facets
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
    assert {artist.name for artist in named(text)} == set(found)
