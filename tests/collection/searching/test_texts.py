"""How written words become words that are compared. Searched words follow rows that are saved one by one, and those
that Django's `loaddata` brings.
"""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from collection.models import Album, AlbumText, Artist, ArtistText
from collection.searching.answers import answers
from collection.searching.texts import LONGEST_WORD, spellings, words
from tests.collection.builders import make_album


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Björk", [["bjork"]]),
        ("don’t", [["dont"], ["don", "t"]]),
        ("AC/DC", [["acdc"], ["ac", "dc"]]),
        ("&", [["and"]]),
        ("U2", [["u2"]]),
        ("!!!", [["u212121"]]),
        ("東京", [["東", "京"]]),
        ("", []),
    ],
)
def test_a_word_is_read_as_people_may_type_it(written: str, read: list[list[str]]) -> None:
    assert spellings(written) == read


@given(st.text(max_size=300))
@example("\u3097")  # no sign stands there yet
@example("ザ・ビートルズ")
def test_only_letters_and_digits_are_kept_and_no_word_is_long(text: str) -> None:
    for word in words([text]).split():
        assert word.isalnum() or all(sign.isalnum() or sign.isalpha() for sign in word), word
        assert len(word) <= LONGEST_WORD


@given(st.from_regex(r"[A-Za-z0-9]{1,90}", fullmatch=True))
def test_a_plain_word_is_spelt_as_with_an_accent_that_nobody_types(word: str) -> None:
    assert spellings(word) == spellings(f"{word}\u0301")


pytestmark = pytest.mark.django_db(transaction=True)


def found(words: str) -> list[str]:
    return [album.title for album in answers(words, with_notes=False).albums]


def test_what_is_loaded_is_written_once_for_each_album_however_many_are_credited(tmp_path: Path) -> None:
    make_album("Getz / Gilberto", "Stan Getz", "João Gilberto", "Antônio Carlos Jobim")
    make_album("Moon Safari", "AIR")
    file = tmp_path / "house.jsonl"
    tables = [f"collection.{name}" for name in ("artist", "album", "albumartist")]
    call_command("dumpdata", *tables, format="jsonl", output=file, verbosity=0)
    Album.objects.all().delete()
    Artist.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        call_command("loaddata", file, verbosity=0)
    for table in (AlbumText, ArtistText):
        written = [one for one in captured if one["sql"].startswith(f'INSERT INTO "{table._meta.db_table}"')]
        assert len(written) == 1
    assert (found("getz jobim"), found("gilberto"), found("air moon")) == (
        *(["Getz / Gilberto"], ["Getz / Gilberto"], ["Moon Safari"]),
    )


def test_what_is_loaded_over_rows_that_are_there_takes_their_albums_along(tmp_path: Path) -> None:
    album = make_album("Moon Safari", "AIR")
    file = tmp_path / "artists.jsonl"
    call_command("dumpdata", "collection.artist", format="jsonl", output=file, verbosity=0)
    artist = album.artists.get()
    artist.name = "Somebody"
    artist.save()
    assert found("air moon") == []
    call_command("loaddata", file, verbosity=0)
    assert found("air moon") == ["Moon Safari"]
