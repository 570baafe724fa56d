"""What an address chooses, and the address of a choice."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from collection.browsing.choices import SORTS, Choices


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
        ("decade=9999", Choices(decade=9990)),
        ("decade=10000", Choices()),
        (f"artist={2**63 - 1}", Choices(artist=2**63 - 1)),
        (f"artist={2**63}", Choices()),
        ("country=France&style=Modal&label=ECM", Choices(country="France", style="Modal", label="ECM")),
        ("folder=%20Jazz%20%20room&heard=1", Choices(folder="Jazz room", heard=True)),
        ("heard=0", Choices()),
        ("heard=yes", Choices()),
        ("sort=plays", Choices(sort="plays")),
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
        ("played=0001-01", Choices(played="0001-01")),
        ("played=9998-12", Choices(played="9998-12")),
        ("played=9999-12", Choices()),
        ("played=2026-00", Choices()),
        ("played=2026-1", Choices()),
        ("played=2026-10-01", Choices()),
        ("added=9998", Choices(added=9998)),
        ("sort=random&seed=10000", Choices(sort="random")),
        ("lacking=photo", Choices(lacking="photo")),
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


WORDS = st.text("aé&=+%/? ", min_size=1, max_size=6).map(lambda text: " ".join(text.split()))
EVERYTHING = st.builds(
    Choices,
    text=WORDS,
    artist=st.integers(0, 2**63 - 1),
    genre=WORDS,
    style=WORDS,
    label=WORDS,
    country=WORDS,
    decade=st.sampled_from([0, 1950, 2020]),
    support=WORDS,
    folder=WORDS,
    added=st.integers(0, 9998),
    played=st.sampled_from(["", "never", "2026-10"]),
    lacking=st.sampled_from(["", "text", "cover", "photo"]),
    heard=st.booleans(),
    sort=st.sampled_from(SORTS),
    public=st.just(False),
).map(lambda choices: choices._replace(seed=7 if choices.sort == "random" else 0))


@given(EVERYTHING)
def test_whatever_was_chosen_an_address_says_all_of_it(choices: Choices) -> None:
    assert read(choices.query().removeprefix("?")) == choices
    words_and_order = {"q": choices.text, "sort": choices.sort, "seed": str(choices.seed)}
    beside = {name: str(value) for name, value in choices.beside_the_form().items()}
    assert Choices.read({**beside, **words_and_order}) == choices


@given(EVERYTHING)
def test_a_strangers_address_leads_a_stranger_to_the_same(choices: Choices) -> None:
    public = Choices.read(QueryDict(choices.query().removeprefix("?")).dict(), public=True)
    assert Choices.read(QueryDict(public.query().removeprefix("?")).dict(), public=True) == public
    assert public == public._replace(folder="", added=0, played="", lacking="", heard=False)


@pytest.mark.parametrize(
    ("choices", "narrowed", "filtered", "is_sought"),
    [
        (Choices(), False, False, False),
        (Choices(sort="random", seed=7), False, False, False),
        (Choices(text="moon"), True, False, True),
        (Choices(genre="Jazz"), True, True, False),
        (Choices(support="CD"), True, True, False),
        (Choices(folder="Attic"), True, True, False),
        (Choices(decade=1970), True, True, False),
        (Choices(heard=True), True, True, False),
        (Choices(style="Modal"), True, False, True),
        (Choices(label="ECM"), True, False, True),
        (Choices(country="France"), True, False, True),
        (Choices(played="never"), True, False, True),
        (Choices(lacking="cover"), True, False, True),
        (Choices(artist=5), True, False, True),
        (Choices(added=2024), True, False, True),
        (Choices(public=True), False, False, False),
    ],
)
def test_what_is_chosen_by_a_filter_and_what_beyond_them(
    choices: Choices, narrowed: bool, filtered: bool, is_sought: bool
) -> None:
    assert (choices.narrowed, choices.filtered, choices.is_sought) == (narrowed, filtered, is_sought)


def test_a_change_keeps_the_other_choices_and_forgets_the_page() -> None:
    assert Choices(text="a&b", support="CD").query(genre="Jazz") == "?q=a%26b&genre=Jazz&format=CD"
    assert Choices(genre="Jazz").query(genre="") == "?"


def test_an_order_alone_narrows_nothing() -> None:
    assert not Choices(sort="year").narrowed
    assert Choices(decade=1970).narrowed
