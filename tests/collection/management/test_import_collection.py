"""`manage.py import_collection`, as people type it."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from collection.models import Album, Artist

pytestmark = pytest.mark.django_db
REPOSITORY = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("AIME_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
REAL = SHARED / "earlier-version" / "discogs-collection.json"


def write(folder: Path, *albums: object) -> Path:
    path = folder / "collection.json"
    path.write_text(json.dumps({"albums": albums}))
    return path


def test_the_summary_counts_and_a_second_import_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, {"title": "Moon Safari", "artists": ["AIR"], "release_id": 1})
    call_command("import_collection", str(path))
    call_command("import_collection", str(path))
    assert capsys.readouterr().out.splitlines() == [
        "1 album read: 1 added, 0 updated, 0 unchanged, 0 refused.",
        "1 album read: 0 added, 0 updated, 1 unchanged, 0 refused.",
    ]


def test_refused_entries_are_named_on_the_error_stream_and_the_others_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(
        tmp_path,
        {"title": "Moon Safari", "artists": ["AIR"]},
        {"title": "Nobody's", "artists": []},
        {"artists": ["AIR"]},
        {"title": "x" * 501, "artists": ["AIR"]},
        "torn",
    )
    with pytest.raises(SystemExit) as stopped:
        call_command("import_collection", str(path))
    said = capsys.readouterr()
    assert stopped.value.code == 1
    assert said.out == "1 album read: 1 added, 0 updated, 0 unchanged, 4 refused.\n"
    assert sorted(said.err.splitlines()) == [
        "album 2 “Nobody's”: it has no artist.",
        "album 3: it has no title.",
        f"album 4 “{'x' * 79}…”: its title is longer than 500 characters.",
        "album 5: it is not an object with a title and artists.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.json", None, "cannot be read"),
        ("folder", None, "cannot be read"),
        ("a.csv", b"Who,Title\nAIR,Moon Safari\n", "known as the artist; its columns are: Who, Title"),
        ("a.json", b"{", "not JSON"),
        ("a.csv", b"\xff\xfe", "empty"),
        ("a.csv", b"", "empty"),
    ],
)
def test_an_unusable_file_is_a_usage_error(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as refused:
        call_command("import_collection", str(path))
    assert refused.value.returncode == 2


def table(folder: Path, text: str, name: str = "list.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_person_says_which_columns_hold_the_title_and_the_artist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, "Who;What;When\nAIR;Moon Safari;1998\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_collection", path)
    why, hint = str(refused.value).splitlines()
    assert why.startswith(
        "No column of the file is known as the title and the artist; its columns are: Who, What, When."
    )
    assert hint == "For instance: --column title=NAME --column artist=NAME"
    call_command("import_collection", path, column=["title=What", " artist = who ", "year=When"])
    assert capsys.readouterr().out == "1 album read: 1 added, 0 updated, 0 unchanged, 0 refused.\n"
    album = Album.objects.get()
    assert (album.title, album.artist_credit, album.year) == ("Moon Safari", "AIR", 1998)


@pytest.mark.parametrize("said", ["What", "=What", "title=", "title= ", "tune=What", "ownership=What", "Title=What"])
def test_a_column_that_is_not_said_as_field_and_name_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(CommandError, match=f"“{said}” is not of the form FIELD=NAME with one of the fields") as refused:
        call_command("import_collection", table(tmp_path, "Artist;What\nAIR;Moon Safari\n"), column=[said])
    assert refused.value.returncode == 2
    assert not Album.objects.exists()


def test_a_column_that_is_not_there_is_refused_and_those_that_are_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"The file has no column “Tune”; its columns are: Artist, What\.$"):
        call_command("import_collection", table(tmp_path, "Artist;What\nAIR;x\n"), column=["title=Tune"])


def test_what_was_left_out_of_an_album_is_told_apart_from_the_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, "Artist;Title;Date Added;Cat#\nAIR;Moon Safari;soon;7.24384E+11\n")
    call_command("import_collection", path)
    said = capsys.readouterr()
    assert said.out == "1 album read: 1 added, 0 updated, 0 unchanged, 0 refused.\n"
    assert said.err.splitlines() == [
        "1 catalogue number was left out: a spreadsheet had rounded it, such as “7.24384E+11”.",
        "1 date could not be read, such as “soon”.",
    ]


def test_who_waits_for_a_long_file_reads_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, "Artist;Title\n" + "".join(f"AIR;Volume {number}\n" for number in range(3)))
    call_command("import_collection", path)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("collection.management.commands.import_collection.SECONDS_BETWEEN_LINES", -1)
    call_command("import_collection", path)
    assert capsys.readouterr().err.splitlines() == [f"{number} of 3 rows read…" for number in (1, 2, 3)]


def test_refusals_beyond_those_that_are_named_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collection.importing.report.MOST_REFUSALS_KEPT", 1)
    with pytest.raises(SystemExit) as stopped:
        call_command("import_collection", table(tmp_path, "Artist;Title\nAIR;\nBjörk;\nAIR;Moon Safari\nSlint;\n"))
    said = capsys.readouterr()
    assert stopped.value.code == 1
    assert said.err.splitlines() == ["row 2: it has no title.", "2 more rows were refused."]
    assert Album.objects.get().title == "Moon Safari"


@pytest.mark.skipif(not REAL.is_file(), reason=f"the earlier version's collection is not at {REAL}")
def test_the_earlier_versions_collection_comes_in_whole(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_collection", str(REAL))
    assert (Album.objects.count(), Artist.objects.count()) == (236, 100)
    assert not Album.objects.filter(support="").exists()
    before = list(Album.objects.values())
    call_command("import_collection", str(REAL))
    assert list(Album.objects.values()) == before
    assert "0 added, 0 updated, 236 unchanged, 0 refused" in capsys.readouterr().out
