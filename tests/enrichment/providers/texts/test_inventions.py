import pytest

from enrichment.providers.texts import AlbumFacts, Track
from enrichment.providers.texts.inventions import given_years, invented_years

FACTS = AlbumFacts(
    title="Live 1969",
    artists="The 1975",
    original_year=1974,
    labels=("Studio 2000",),
    catalogue_number="CAT 2011",
    format="LP, 2022",
    tracklist=(Track("Summer of 1958"), Track("1999", duration="12:01")),
    credits=("Recorded in 1973 by N. N.",),
)


def test_given_years_are_the_original_one_and_those_within_the_names() -> None:
    assert given_years(FACTS) == {1969, 1975, 1974, 2000, 1958, 1999, 1973}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Released in 1974.", []),
        ("Sung by The 1975 in 1999.", []),
        ("Reissued in 2022.", ["2022"]),
        ("Numbered 2011.", ["2011"]),
        ("From 1974–1979.", ["1979"]),
        ("In '92 or 92.", []),
        ("The 1970s were loud.", []),
        ("The 1970's were loud.", []),
        ("The year 1970 was loud.", ["1970"]),
        ("The 1980s were louder.", ["1980"]),
        ("Les années 1970 et 1980.", ["1980"]),
        ("Au fil des années 1960 et 1970.", []),
        ("En 1970, tout commence.", ["1970"]),
        ("Die 1970er-Jahre, die 1970ern, die 1980er.", ["1980"]),
        ("Gli anni 1970.", []),
        ("La década de 1970, los años 1970.", []),
        ("Le XXe siècle, the 20th century, 1,200 copies, 16 tracks.", []),
        ("A TR-1000, an SP1200, a Juno-1060.", ["1060"]),
        ("In 999, 3000 and 12345.", []),
        ("Dated 12.10.1991.", ["1991"]),
        ("In １９９１.", ["1991"]),
    ],
)
def test_years_that_no_fact_holds_are_invented(text: str, expected: list[str]) -> None:
    assert invented_years(text, FACTS) == expected


def test_a_decade_needs_a_year_that_lies_in_it() -> None:
    unknown = AlbumFacts(title="T", artists="A")

    assert invented_years("The 1990s, in 1994.", unknown) == ["1990", "1994"]
