"""Lists and tracks typed as lines."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from collection.correcting import LinesField, PairsField, ProseField, TracksField, locked_words
from collection.models import Album, Artist
from collection.models.decided import Lockable

# What a line can hold: no line break of any kind, no bar, nothing at its ends that is taken off.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="|#"), max_size=12)
TITLES = WORDS.filter(bool)
DURATIONS = st.sampled_from(["", "4:58", "59:59", "1:02:03", "100:00"])


@pytest.mark.parametrize(
    ("line", "track"),
    [
        ("A1 | Sexy Boy | 4:58", ("A1", "Sexy Boy", "4:58")),
        ("A1|Sexy Boy", ("A1", "Sexy Boy", "")),
        ("Sexy Boy", ("", "Sexy Boy", "")),
        (" | Sexy Boy | ", ("", "Sexy Boy", "")),
        ("1 | Intro | Outro | 2:00", ("1", "Intro | Outro", "2:00")),
        ("1 | One | Two | Three | 2:00", ("1", "One | Two | Three", "2:00")),
        ("1 | Song | 4 min", ("1", "Song", "4 min")),
        ("#1 Crush", ("", "#1 Crush", "")),
    ],
)
def test_a_track_is_a_line(line: str, track: tuple[str, str, str]) -> None:
    field = TracksField()
    (read,) = field.clean(line)
    assert (read["position"], read["title"], read["duration"]) == track
    assert set(read) == {"position", "title", "duration"}
    assert field.clean(field.prepare_value([read])) == [read]


@pytest.mark.parametrize(
    ("line", "track"),
    [
        ("1 | Teardrop | 5:30 | Liz Fraser", ("1", "Teardrop", "5:30", "Liz Fraser")),
        ("1 | Teardrop | | Liz Fraser", ("1", "Teardrop", "", "Liz Fraser")),
        (" | A | B | 1:02:03 | Liz Fraser", ("", "A | B", "1:02:03", "Liz Fraser")),
    ],
)
def test_what_follows_the_duration_are_the_performers(line: str, track: tuple[str, str, str, str]) -> None:
    field = TracksField()
    (read,) = field.clean(line)
    assert (read["position"], read["title"], read["duration"], read["artists"]) == track
    assert field.clean(field.prepare_value([read])) == [read]


def test_a_heading_stands_between_the_tracks_and_is_none() -> None:
    field = TracksField()
    read = field.clean("# Side One\n1 | Sexy Boy | 4:58\n#  Four Seasons | Spring ")
    assert [track.get("kind") for track in read] == ["heading", None, "heading"]
    assert [track["title"] for track in read] == ["Side One", "Sexy Boy", "Four Seasons | Spring"]
    assert field.prepare_value(read) == "# Side One\n1 | Sexy Boy | 4:58\n# Four Seasons | Spring"


TRACKS = st.fixed_dictionaries(
    {"position": WORDS, "title": TITLES, "duration": DURATIONS}, optional={"artists": TITLES}
) | st.fixed_dictionaries(
    {"position": st.just(""), "title": TITLES, "duration": st.just(""), "kind": st.just("heading")}
)


@given(st.lists(TRACKS, max_size=5))
def test_a_tracklist_that_is_opened_and_saved_is_the_same(tracks: list[dict[str, str]]) -> None:
    field = TracksField(required=False)
    shown = field.prepare_value(tracks)
    assert field.clean(shown.replace("\n", "\r\n")) == tracks
    assert not field.has_changed(tracks, shown.replace("\n", "\r\n"))


@given(st.lists(TITLES, max_size=5))
def test_a_list_that_is_opened_and_saved_is_the_same(texts: list[str]) -> None:
    field = LinesField(required=False)
    assert field.clean(field.prepare_value(texts)) == texts


@given(st.dictionaries(TITLES, WORDS, max_size=5))
def test_further_columns_that_are_opened_and_saved_are_the_same(pairs: dict[str, str]) -> None:
    field = PairsField(required=False)
    assert field.clean(field.prepare_value(pairs)) == pairs


def test_a_list_is_a_text_of_lines() -> None:
    field = LinesField()
    assert field.clean(" Rock \r\n\r\nPop, really\r\n") == ["Rock", "Pop, really"]
    assert field.clean("nul\x00") == ["nul"]
    assert not field.has_changed(["Rock"], "Rock\r\n")
    assert field.has_changed(["Rock"], "Pop")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Price | 9 francs\r\n Shelf|A ", {"Price": "9 francs", "Shelf": "A"}),
        ("Price", {"Price": ""}),
        ("Formula | a|b", {"Formula": "a|b"}),
        (" | nameless\r\n\r\n", {}),
        ("nul\x00 | \x00", {"nul": ""}),
        ("Price | 1\r\nPrice | 2", {"Price": "2"}),
        ("", {}),
    ],
    ids=["pairs", "no text", "a bar in a text", "no name", "NUL", "twice", "nothing"],
)
def test_further_columns_are_lines_of_a_name_and_a_text(typed: str, stored: dict[str, str]) -> None:
    assert PairsField(required=False).clean(typed) == stored


def test_what_was_typed_is_shown_again_as_it_was_where_it_could_not_be_stored() -> None:
    for field in (LinesField(), TracksField(), PairsField()):
        assert field.prepare_value("1 | as typed") == "1 | as typed"


@pytest.mark.parametrize(
    ("stored", "sent", "is_changed"),
    [("One\n\nTwo", "One\r\n\r\nTwo", False), ("One", "One\r\nTwo", True), ("", "", False), ("One", "", True)],
)
def test_how_browsers_end_lines_is_no_change_of_a_text(stored: str, sent: str, is_changed: bool) -> None:
    assert ProseField(required=False).has_changed(stored, sent) is is_changed


@pytest.mark.parametrize(
    ("row", "english", "french"),
    [
        (Album(), "", ""),
        (Album(locked_fields=["title"]), "Locked, so that nothing automatic changes it: Title.", "Titre."),
        (
            Album(locked_fields=["ai_description", "original_year"]),
            "Locked, so that nothing automatic changes it: Description, Original year.",
            "Description, Année d’origine.",
        ),
        (Artist(locked_fields=["photo"]), "Locked, so that nothing automatic changes it: Photo.", "Photo."),
        (Artist(locked_fields=["gone"]), "Locked, so that nothing automatic changes it: Photo.", "Photo."),
    ],
    ids=["nothing", "a field", "two", "what is kept in another table", "a name from before"],
)
def test_what_is_locked_is_told_in_words(row: Lockable, english: str, french: str) -> None:
    assert locked_words(row) == english
    with translation.override("fr"):
        assert locked_words(row).endswith(french)
