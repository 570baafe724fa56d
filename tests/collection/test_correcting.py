"""Lists and tracks typed as lines."""

import pytest

from collection.correcting import LinesField, TracksField


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
