"""Who is meant by a name, where a service or a person writes it in another way."""

import pytest

from collection.meant import VARIOUS, artist_of, joint_keys, keys_of, names_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Eat (2)", "Eat"), ("Björk*", "Bjork"), ("Beatles, The", "The Beatles"), ("Beatles", "The Beatles")),
        *(("Gorillaz feat. De La Soul", "Gorillaz"), ("Gorillaz (ft. De La Soul)", "Gorillaz"), ("JAY-Z", "Jay Z")),
        *(("Nick Cave & The Bad Seeds", "Nick Cave and the Bad Seeds"), ("Tyler, The Creator", "tyler the creator")),
    ],
)
def test_two_spellings_of_one_artist(one: str, other: str) -> None:
    assert artist_of(one) == artist_of(other)


@pytest.mark.parametrize(("one", "other"), [("Simon & Garfunkel", "Simon"), ("Air", "Airhead"), ("Feat", "Gorillaz")])
def test_two_artists(one: str, other: str) -> None:
    assert artist_of(one) != artist_of(other)


@pytest.mark.parametrize(
    "name",
    [
        "Various",
        "Various Artists",
        "VA",
        "V.A.",
        "V/A",
        "Multi-interprètes",
        "Verschiedene Künstler",
        "Varios artistas",
    ],
)
def test_many_artists_are_various_in_every_language(name: str) -> None:
    assert artist_of(name) == VARIOUS
    assert "variousartists" in keys_of(name)


def test_joint_names() -> None:
    assert names_in("Stan Getz & João Gilberto") == {"stangetz", "joaogilberto"}
    assert "stangetzandjoaogilberto" in joint_keys(["João Gilberto", "Stan Getz"])
    assert joint_keys(["AIR"]) == joint_keys(["A", "B", "C", "D"]) == set()
    assert {"junkoohashi", "大橋純子"} <= keys_of("Junko Ohashi = 大橋純子")
