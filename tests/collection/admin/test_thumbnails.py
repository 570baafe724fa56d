"""Small pictures, and initials where there is none."""

import pytest

from collection.admin.fields import LinesField, TracksField
from collection.admin.thumbnails import thumbnail
from collection.pictures import initials


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Massive Attack", "MA"),
        ("Nirvana (2)", "N"),
        ("AIR", "A"),
        ("System Of A Down", "SO"),
        ("!!!", "!"),
        ("-M-", "M"),
        ("Митан", "М"),
        ("أم كلثوم", "أك"),
        ("", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def test_addresses_and_names_are_escaped() -> None:
    assert '"><script>' not in thumbnail('https://a/"><script>', "x")
    assert "<b>" not in thumbnail("", "<b> <i>")


@pytest.mark.parametrize(
    ("line", "track"),
    [
        ("A1 | Sexy Boy | 4:58", ("A1", "Sexy Boy", "4:58")),
        ("A1|Sexy Boy", ("A1", "Sexy Boy", "")),
        ("Sexy Boy", ("", "Sexy Boy", "")),
        (" | Sexy Boy | ", ("", "Sexy Boy", "")),
        ("1 | Intro | Outro | 2:00", ("1", "Intro | Outro", "2:00")),
    ],
)
def test_a_track_is_a_line(line: str, track: tuple[str, str, str]) -> None:
    field = TracksField()
    (read,) = field.clean(line)
    assert (read["position"], read["title"], read["duration"]) == track
    assert field.clean(field.prepare_value([read])) == [read]


def test_a_list_is_a_text_of_lines() -> None:
    field = LinesField()
    assert field.clean(" Rock \r\n\r\nPop, really\r\n") == ["Rock", "Pop, really"]
    assert field.clean("nul\x00") == ["nul"]
    assert not field.has_changed(["Rock"], "Rock\r\n")
    assert field.has_changed(["Rock"], "Pop")
