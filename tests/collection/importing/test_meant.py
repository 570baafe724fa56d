"""Which artist and which work is meant, where a service or a person writes its name in another way."""

import pytest

from collection.importing.meant import VARIOUS, artist_of, joint_keys, keys_of, names_in, work_key

TAILS = [
    *(" (Deluxe Edition)", " [Deluxe Edition]", " - Deluxe Edition", ": Deluxe Edition", " Deluxe Edition", " (2015)"),
    *(" - 2015 Remaster", " (Disc 2)", " [CD 2]", ", Disc 2", " CD1", " - Disc Two", " [Disc 1 of 2]", " Disc 1 of 2"),
    *(
        " - CD 1: Day",
        " Disc 2: Live",
        " – CD II",
        " / CD2",
        " EP",
        " E.P.",
        " - EP",
        " - Single",
        " LP",
        " (Explicit)",
    ),
    *(" (Deluxe Edition) - CD2", " (Disc 1) [Remastered]", " = ムーン・サファリ", " 10th Anniversary Edition"),
]


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


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_added_to_a_title_is_no_part_of_the_work(tail: str) -> None:
    assert work_key(f"Moon Safari{tail}") == "moonsafari"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Punk Hits Vol. 1", "Punk Hits Vol. 2"),
        ("Led Zeppelin II", "Led Zeppelin III"),
        ("Live at Leeds", "Live at Hull"),
        ("Star Wars: A New Hope", "Star Wars: Return"),
        ("Chapter V", "Chapter I"),
        ("Compact Disc", "Compact"),
        ("Singles", "Single"),
        ("Help", "Helplessness"),
    ],
)
def test_other_works_stay_others(one: str, other: str) -> None:
    assert work_key(one) != work_key(other)


@pytest.mark.parametrize(
    ("title", "key"), [("EP", "ep"), ("Disc 1", "disc1"), ("()", "()"), ("( )", "()"), ("!!!", "!!!")]
)
def test_a_title_that_is_all_tail_stays(title: str, key: str) -> None:
    assert work_key(title) == key
