"""What an address chooses, and the address of a choice."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from collection.browsing.choices import Choices


def read(query: str) -> Choices:
    return Choices.read(QueryDict(query).dict())


@pytest.mark.parametrize(
    ("query", "choices"),
    [
        ("", Choices()),
        ("q=moon+safari", Choices(text="moon safari")),
        ("q=%20%20a%00b%0a", Choices(text="a b")),
        ("artist=12", Choices(artist=12)),
        ("artist=-1", Choices()),
        ("artist=" + "9" * 18, Choices(artist=10**18 - 1)),
        ("artist=" + "9" * 19, Choices()),
        ("artist=" + "9" * 5000, Choices()),
        ("artist=%D9%A3", Choices()),
        ("decade=1970", Choices(decade=1970)),
        ("decade=1977", Choices(decade=1970)),
        ("decade=1970s", Choices()),
        ("genre=Funk+%2F+Soul&format=Vinyl", Choices(genre="Funk / Soul", support="Vinyl")),
        ("sort=year", Choices(sort="year")),
        ("sort=random&seed=7", Choices(sort="random", seed=7)),
        ("seed=7", Choices()),
        ("added=2024", Choices(added=2024)),
        ("added=9999", Choices()),
        ("played=2026-10", Choices(played="2026-10")),
        ("played=never", Choices(played="never")),
        ("played=2026-13", Choices()),
        ("played=0000-01", Choices()),
        ("played=9999-12", Choices()),
        ("lacking=cover", Choices(lacking="cover")),
        ("lacking=locked_fields", Choices()),
        ("sort=pk;drop", Choices()),
    ],
)
def test_an_address_is_read_leniently(query: str, choices: Choices) -> None:
    assert read(query) == choices


def test_strangers_choose_nothing_of_the_owners() -> None:
    asked = QueryDict("folder=Sold&added=2024&played=never&lacking=text&heard=1&sort=plays&genre=Jazz").dict()
    assert Choices.read(asked, public=True) == Choices(genre="Jazz", public=True)


def test_a_long_text_is_cut() -> None:
    assert len(read("q=" + "x" * 5000).text) == 200


@given(
    st.builds(
        Choices,
        text=st.text(max_size=50),
        artist=st.integers(0, 10**12),
        genre=st.text(max_size=50),
        decade=st.sampled_from([0, 1950, 2020]),
        support=st.text(max_size=50),
        sort=st.sampled_from(["artist", "title", "year", "added"]),
    )
)
def test_an_address_leads_back_to_its_choices(choices: Choices) -> None:
    tidy = read(choices.query().removeprefix("?"))
    assert read(tidy.query().removeprefix("?")) == tidy
    assert (tidy.artist, tidy.decade, tidy.sort) == (choices.artist, choices.decade, choices.sort)


def test_a_change_keeps_the_other_choices_and_forgets_the_page() -> None:
    assert Choices(text="a&b", support="CD").query(genre="Jazz") == "?q=a%26b&genre=Jazz&format=CD"
    assert Choices(genre="Jazz").query(genre="") == "?"


def test_an_order_alone_narrows_nothing() -> None:
    assert not Choices(sort="year").narrowed
    assert Choices(decade=1970).narrowed
