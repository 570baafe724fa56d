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


@pytest.mark.skipif(not REAL.is_file(), reason=f"the earlier version's collection is not at {REAL}")
def test_the_earlier_versions_collection_comes_in_whole(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_collection", str(REAL))
    assert (Album.objects.count(), Artist.objects.count()) == (236, 100)
    assert not Album.objects.filter(support="").exists()
    before = list(Album.objects.values())
    call_command("import_collection", str(REAL))
    assert list(Album.objects.values()) == before
    assert "0 added, 0 updated, 236 unchanged, 0 refused" in capsys.readouterr().out
