"""One typing error."""

import pytest

from collection.models.search import SearchWord
from collection.searching.asking import is_near, near
from collection.searching.texts import longer_words
from tests.collection.builders import make_album


@pytest.mark.parametrize(
    ("typed", "meant", "near_it"),
    [
        ("mils", "miles", True),
        ("miiles", "miles", True),
        ("milas", "miles", True),
        ("mlies", "miles", True),
        ("imles", "miles", True),
        ("milse", "miles", True),
        ("miles", "miles", False),
        ("mlise", "miles", False),
        ("males", "mules", True),
        ("abcd", "badc", False),
    ],
)
def test_one_error_is_near_and_two_are_not(typed: str, meant: str, near_it: bool) -> None:
    assert is_near(typed, meant) is near_it
    assert is_near(meant, typed) is near_it


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["colttane", "cotlrane", "coltrne", "oltrane", "coltranee", "kolt", "clot"])
def test_a_mistyped_word_finds_those_that_stand_somewhere(typed: str) -> None:
    make_album("Giant Steps", "John Coltrane")
    make_album("Colt")
    assert near([typed])[typed] == ["colt" if len(typed) == 4 else "coltrane"]


@pytest.mark.django_db
def test_however_many_words_one_query_asks_for_them() -> None:
    assert longer_words([]) == []
    make_album("Giant Steps", year=1960, catalog_number="SD1311")
    assert SearchWord.objects.count() == 2
    assert near(["gaint", "stesp"]) == {"gaint": ["giant"], "stesp": ["steps"]}
    assert near(["u2"]) == {}
