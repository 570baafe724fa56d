"""Searched words follow rows that are saved one by one, and those that Django's `loaddata` brings."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.models import Album, AlbumText, Artist, ArtistText
from collection.searching.answers import answers
from tests.collection.builders import make_album

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
