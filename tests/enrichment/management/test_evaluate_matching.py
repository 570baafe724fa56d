import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.enrichment.management.shell import Shell
from tests.enrichment.providers.matching.builders import item, spotify_id

REPOSITORY = Path(__file__).resolve().parents[3]
SHARED_DATA = Path(os.environ.get("AIME_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
OPEN_CASES = SHARED_DATA / "matching" / "cases-open.json"


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    cases = [
        {"id": "c-1", "query_name": "Air", "albums": [], "candidates": [item(1, "Air")], "expected": spotify_id(1)},
        {"id": "c-2", "query_name": "Beak>", "albums": [], "candidates": [item(2, "Beck")], "expected": None},
        {
            "id": "c-3",
            "query_name": "L. v. Beethoven*",
            "candidates": [None],
            "expected": spotify_id(3),
            "why": "short",
        },
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"header": {}, "cases": cases}))
    return path


def test_it_prints_the_shares_and_the_failing_cases(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("evaluate_matching", str(case_file))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "cases      3 (1 failing)"
    assert lines[1] == "photos     2 due, 1 given, 1 right"
    assert lines[2] == "precision  100.0 %"
    assert lines[3] == "recall     50.0 %"
    (failing,) = lines[4:]
    for word in ("c-3", "L. v. Beethoven*", spotify_id(3), "got -", "nobody", "why: short"):
        assert word in failing


def test_it_writes_what_it_would_show(case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.json"
    call_command("evaluate_matching", str(case_file), predictions=out)
    assert json.loads(out.read_text()) == {"c-1": spotify_id(1), "c-2": None, "c-3": None}


def test_predictions_that_cannot_be_written_are_a_usage_error(case_file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written") as caught:
        call_command("evaluate_matching", str(case_file), predictions=tmp_path / "absent" / "out.json")
    assert caught.value.returncode == 2


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b'{"cases": 3}'])
def test_a_bad_file_is_one_sentence_and_status_2(shell: Shell, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "cases.json"
    if content is not None:
        path.write_bytes(content)
    done = shell("evaluate_matching", str(path))
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("CommandError: ")
    assert done.err.count("\n") == 1


def test_its_help_tells_the_exit_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("evaluate_matching", "--help")
    assert "Exit status" in capsys.readouterr().out


@pytest.mark.skipif(not OPEN_CASES.exists(), reason=f"the labelled cases are not at {OPEN_CASES} (AIME_SHARED_DATA)")
def test_the_open_cases_are_answered_without_a_wrong_photo(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("evaluate_matching", str(OPEN_CASES))
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == ["precision  100.0 %", "recall     100.0 %"]
