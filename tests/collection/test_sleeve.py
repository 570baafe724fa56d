"""Sides of a record. Credits by importance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.sleeve import by_importance, headings, heard, sides


def tracks(*positions: str) -> list[object]:
    return [{"position": position, "title": "t", "duration": ""} for position in positions]


@pytest.mark.parametrize(
    ("positions", "names"),
    [
        (("A1", "A2", "B1"), ["A", "B"]),
        (("A", "B"), ["A", "B"]),
        (("A1", "B1", "C1", "D1"), ["A", "B", "C", "D"]),
        (("1", "2"), [""]),
        (("A1", "2"), [""]),
        (("1-1", "2-1"), ["", ""]),
        (("",), [""]),
        (("CD1",), [""]),
    ],
)
def test_positions_tell_the_sides(positions: tuple[str, ...], names: list[str]) -> None:
    found = sides(tracks(*positions))
    assert [side.name for side in found] == names
    assert sum(len(side.tracks) for side in found) == len(positions)


def test_what_is_no_track_is_left_out() -> None:
    (side,) = sides(["A1", None, {"title": "t"}])
    assert side.tracks == [{"title": "t"}]


def positions(*places: str) -> list[dict[str, str]]:
    return [{"position": place, "title": place, "duration": ""} for place in places]


def test_discs_are_told_by_their_positions() -> None:
    found = sides(positions("1-01", "1-02", "2-01"))
    assert [(side.disc, len(side.tracks)) for side in found] == [("1", 2), ("2", 1)]
    assert [side.disc for side in sides(positions("CD1-1", "CD2-1"))] == ["CD 1", "CD 2"]
    assert [side.disc for side in sides(positions("CD-1", "CD-2a", "DVD-1.1"))] == ["CD", "DVD"]
    assert [side.disc for side in sides(positions("1", "2.1", "2.2"))] == [""], "parts of a track are no discs"


def test_a_part_without_a_position_stands_with_its_whole() -> None:
    found = sides(positions("A1", "A2", "", "", "B1"))
    assert [(side.name, len(side.tracks)) for side in found] == [("A", 4), ("B", 1)]


def test_a_single_disc_needs_no_name() -> None:
    assert [(side.disc, side.name) for side in sides(positions("1-01", "1-02"))] == [("", "")]


def test_a_heading_stands_with_the_tracks_below_it() -> None:
    heading = {"position": "", "title": "Second", "duration": "", "kind": "heading"}
    one, two = sides([*positions("1-01"), heading, *positions("2-01")])
    assert (len(one.tracks), [track["title"] for track in two.tracks]) == (1, ["Second", "2-01"])
    assert heard([heading, *positions("A1")]) == positions("A1")


@pytest.mark.parametrize(
    ("title", "position", "shown"),
    [
        ("Side A", "A1", False),
        ("FACE A", "A1", False),
        ("Disc 1", "1-01", False),
        ("CD1", "CD1-1", False),
        ("Side A: At Night", "A1", True),
        ("Side B", "A1", True),
        ("Requiem", "A1", True),
        ("Live 1", "1-01", True),
    ],
)
def test_a_heading_that_only_repeats_the_name_of_its_side_is_not_shown(title: str, position: str, shown: bool) -> None:
    heading = {"position": "", "title": title, "duration": "", "kind": "heading"}
    first, _second = sides([heading, *positions(position), *positions("B1" if position == "A1" else "2-01")])
    assert (heading in first.tracks) is shown


@pytest.mark.parametrize(
    "roles",
    [
        ("Written-By", "Producer", "Vocals", "Engineer", "Artwork", "Management"),
        ("Composed By", "Producer [Produced By]", "Double Bass [Jazz Bass]", "Mastered By", "Photography By"),
        ("Lyrics By", "Arranged By", "Theremin", "Lacquer Cut By", "Design [Cover Design]", "Executive-Producer"),
        (
            "Vocals",
            "Backing Vocals",
            "Recorded By, Mixed By",
            "Engineer [Additional]",
            "Artwork",
            "Artwork [Assistant]",
        ),
        ("Producer, Engineer", "Featuring", "Recorded By, Mixed By", "Liner Notes"),
    ],
)
def test_who_wrote_made_and_played_it_come_before_the_others(roles: tuple[str, ...]) -> None:
    lines = [f"Somebody – {role}" for role in roles]
    assert by_importance(lines[::-1]) == lines


PLACES = st.sampled_from(
    ["A1", "A2", "B1", "B", "1", "2", "1-1", "1-2", "2-1", "CD1-1", "DVD-1", "", "x", "A1.2", "1-1a"]
)
LINES = st.builds(
    lambda place, kind, title: {"position": place, "title": title, "duration": "", **({"kind": kind} if kind else {})},
    PLACES,
    st.sampled_from(["", "", "heading"]),
    st.sampled_from(["Song", "Side A", "Requiem", "CD1"]),
)


@given(st.lists(LINES, max_size=10))
def test_however_a_sleeve_counts_every_track_is_shown_once_and_in_order(lines: list[dict[str, str]]) -> None:
    shown = [track for side in sides(lines) for track in side.tracks]
    assert heard(shown) == heard(lines)
    left_out = [line for line in lines if line not in shown]
    assert {line["title"] for line in left_out} <= {"Side A", "CD1"}
    names = [(side.disc, side.name) for side in sides(lines)]
    assert all(one != other for one, other in pairwise(names))


@pytest.mark.parametrize("odd", [[], ["A1"], [None, 5], [[]]])
def test_what_is_no_tracklist_has_no_side(odd: list[object]) -> None:
    assert (sides(odd), heard(odd), headings(odd)) == ([], [], [])


def test_the_parts_of_a_record_are_named_by_its_headings() -> None:
    lines = [
        {"title": "Requiem", "kind": "heading"},
        {"title": "Kyrie"},
        {"kind": "heading"},
        {"title": "", "kind": "heading"},
    ]
    assert headings(lines) == ["Requiem"]
    assert [track["title"] for track in heard(lines)] == ["Kyrie"]


@given(
    st.lists(
        st.sampled_from(["P – Engineer", "Q – Written-By", "no role", "", " – ", "R – Bass, Mixed By"]), max_size=8
    )
)
def test_nobody_who_is_credited_is_lost_or_named_twice(lines: list[str]) -> None:
    assert sorted(by_importance(lines)) == sorted(lines)
    assert by_importance(by_importance(lines)) == by_importance(lines)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("A – Producer", "B – Production Manager"),
        ("A – Bass", "B – Executive Producer"),
        ("A – Triangle", "B – Remix"),
        ("A – Engineer, Vocals", "B – Engineer"),
        ("A – Engineer", "B – Engineer [Assistant]"),
        ("A – Performer [Additional]", "B – Engineer"),
        ("A – [Unknown Role]", "B – Management"),
    ],
)
def test_the_first_stands_before_the_second_however_they_are_printed(line: str, other: str) -> None:
    assert by_importance([other, line]) == [line, other]
