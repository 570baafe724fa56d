"""Sides of a record."""

import pytest

from collection.tracks import sides


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
        (("1-1", "2-1"), [""]),
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
