"""What is chosen and stands in no filter is said above the wall, and a link takes back that alone."""

import pytest
from django.utils import translation

from collection.browsing.choices import Choices
from collection.browsing.facets import Narrowing, decade_label, month_label, narrowings, share
from tests.collection.builders import make_artist


@pytest.mark.parametrize(
    ("choices", "english", "french"),
    [
        (Choices(style="Modal"), "Modal", "Modal"),
        (Choices(label="ECM"), "ECM", "ECM"),
        (Choices(country="France"), "France", "France"),
        (Choices(added=2024), "Added in 2024", "Ajoutés en 2024"),
        (Choices(played="never"), "Never played", "Jamais écoutés"),
        (Choices(played="2026-10"), "Played in October 2026", "Écoutés en octobre 2026"),
        (Choices(lacking="text"), "Without a description", "Sans description"),
        (Choices(lacking="cover"), "Without a cover", "Sans pochette"),
        (Choices(lacking="photo"), "An artist without a photo", "Un artiste sans photo"),
    ],
)
def test_a_choice_that_no_filter_shows_is_told_in_words(choices: Choices, english: str, french: str) -> None:
    assert narrowings(choices) == [Narrowing(english, "?")]
    with translation.override("fr"):
        assert [one.label for one in narrowings(choices)] == [french]


@pytest.mark.parametrize(
    "choices",
    [Choices(), Choices(text="moon"), Choices(genre="Jazz", support="CD", folder="A", decade=1970, heard=True)],
)
def test_what_the_search_and_the_filters_show_is_not_told_twice(choices: Choices) -> None:
    assert narrowings(choices) == []


def test_each_is_taken_back_by_itself() -> None:
    chosen = Choices(text="moon", genre="Jazz", style="Modal", country="France", played="never", sort="year")
    links = {one.label: one.query for one in narrowings(chosen)}
    assert links == {
        "Modal": "?q=moon&genre=Jazz&country=France&played=never&sort=year",
        "France": "?q=moon&genre=Jazz&style=Modal&played=never&sort=year",
        "Never played": "?q=moon&genre=Jazz&style=Modal&country=France&sort=year",
    }


@pytest.mark.django_db
def test_an_artist_is_told_by_name_and_one_who_is_gone_as_gone() -> None:
    artist = make_artist("Nirvana (2)")
    assert narrowings(Choices(artist=artist.pk)) == [Narrowing("Nirvana", "?")]
    assert narrowings(Choices(artist=artist.pk + 1)) == [Narrowing("An artist who is not here", "?")]


@pytest.mark.parametrize(("decade", "english", "french"), [(1970, "1970s", "1970"), (2000, "2000s", "2000")])
def test_a_decade_is_called_as_people_call_it(decade: int, english: str, french: str) -> None:
    assert decade_label(decade) == english
    with translation.override("fr"):
        assert decade_label(decade) == french


@pytest.mark.parametrize(
    ("month", "english", "french"),
    [("2026-01", "January 2026", "janvier 2026"), ("1999-12", "December 1999", "décembre 1999")],
)
def test_a_month_is_called_by_its_name(month: str, english: str, french: str) -> None:
    assert month_label(month) == english
    with translation.override("fr"):
        assert month_label(month) == french


@pytest.mark.parametrize(
    ("count", "highest", "length"), [(0, 10, 1), (1, 1000, 1), (1, 3, 33), (2, 3, 67), (10, 10, 100)]
)
def test_a_bar_is_never_without_length(count: int, highest: int, length: int) -> None:
    assert share(count, highest) == length
