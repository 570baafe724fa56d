import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.enrichment.management.shell import Shell
from tests.enrichment.providers.spotify.builders import item, spotify_id

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
    assert lines[4] == "offered    50.0 % with those put before a person"
    assert lines[5] == "calls      1.67 an artist"
    (failing,) = lines[6:]
    for word in ("c-3", "L. v. Beethoven*", spotify_id(3), "got -", "nobody", "why: short"):
        assert word in failing


def test_it_writes_what_it_would_show(case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.json"
    call_command("evaluate_matching", str(case_file), predictions=out)
    assert json.loads(out.read_text()) == {"c-1": spotify_id(1), "c-2": None, "c-3": None}


def test_it_writes_whom_it_would_put_before_a_person(case_file: Path, tmp_path: Path) -> None:
    rows = json.loads(case_file.read_text())
    rows["cases"][0] |= {"albums": ["Moon Safari"]}
    rows["cases"][0]["candidates"][0]["_album_titles"] = ["Virus"]
    case_file.write_text(json.dumps(rows))
    call_command("evaluate_matching", str(case_file), offers=tmp_path / "offers.json")
    assert json.loads((tmp_path / "offers.json").read_text()) == {"c-1": [spotify_id(1)]}


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
    assert str(path) in done.err
    assert done.err.count("\n") == 1


def test_its_help_tells_the_exit_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("evaluate_matching", "--help")
    assert "Exit status" in capsys.readouterr().out


@pytest.mark.skipif(not OPEN_CASES.exists(), reason=f"the labelled cases are not at {OPEN_CASES} (AIME_SHARED_DATA)")
@pytest.mark.parametrize(
    ("name", "recall", "offered"), [("cases-open.json", 99.0, 99.0), ("cases-evidence.json", 62.0, 97.0)]
)
def test_the_labelled_cases_are_answered_without_a_wrong_photo(
    name: str, recall: float, offered: float, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("evaluate_matching", str(OPEN_CASES.with_name(name)))
    shares = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()[2:5]}
    assert shares["precision"] == "100.0"
    assert float(shares["recall"]) >= recall
    assert float(shares["offered"]) >= offered
