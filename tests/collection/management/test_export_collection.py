"""`manage.py export_collection`, as people type it."""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def album() -> None:
    make_album("Ágætis byrjun", "Sigur Rós", discogs_id=1)


def written(path: Path) -> str:
    """The first title in a file, whichever form it has."""
    text = path.read_text(encoding="utf-8-sig")
    if text.startswith("{"):
        return f"json: {json.loads(text)['albums'][0]['title']}"
    return f"csv: {next(csv.DictReader(text.splitlines()))['Title']}"


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("list.json", None, "json"),
        ("list.csv", None, "csv"),
        ("LIST.CSV", None, "csv"),
        ("list.txt", None, "json"),
        ("list", None, "json"),
        ("list.json", "csv", "csv"),
        ("list.csv", "json", "json"),
    ],
)
def test_the_name_of_the_file_says_its_form_unless_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, asked: str | None, form: str
) -> None:
    path = tmp_path / name
    call_command("export_collection", str(path), format=asked)
    assert written(path) == f"{form}: Ágætis byrjun"
    assert capsys.readouterr().out == f"The collection was written to {path}.\n"


@pytest.mark.parametrize(("asked", "begin"), [(None, '{"aime": 1,\n"albums": ['), ("csv", "\ufeffCatalog#,Artist,")])
def test_without_a_file_it_goes_to_the_standard_output_and_nothing_else_does(
    capsys: pytest.CaptureFixture[str], asked: str | None, begin: str
) -> None:
    call_command("export_collection", format=asked)
    said = capsys.readouterr().out
    assert said.startswith(begin)
    assert "was written" not in said


@pytest.mark.parametrize(
    ("place", "why"),
    [("absent/list.json", "there is no such file or folder"), (".", "it is a folder")],
)
def test_a_place_where_nothing_can_be_written_is_a_usage_error(tmp_path: Path, place: str, why: str) -> None:
    with pytest.raises(CommandError, match=f"cannot be written: {why}\\.$") as refused:
        call_command("export_collection", str(tmp_path / place))
    assert refused.value.returncode == 2


def test_a_file_that_was_there_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("x" * 1_000_000)
    call_command("export_collection", str(path))
    assert written(path) == "json: Ágætis byrjun"
