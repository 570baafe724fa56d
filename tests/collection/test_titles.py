"""One record under the titles that services, players and editions give it."""

import pytest

from collection.titles import work_key

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
