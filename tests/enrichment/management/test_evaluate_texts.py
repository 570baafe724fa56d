import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.enrichment.providers.texts.samples import ENGLISH


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "texts.json"
    path.write_text(json.dumps({"data": {"Good": ENGLISH, "Bad": "It is *calm* and"}}), encoding="utf-8")
    return path


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("evaluate_texts", *arguments, stdout=out)
    return out.getvalue()


def test_the_table_names_each_fault_with_its_count_and_an_example(file: Path) -> None:
    lines = run(str(file)).splitlines()

    assert lines[0].split() == ["Fault", "Texts", "For", "example"]
    assert lines[1].split(maxsplit=2) == ["short", "1", "Bad: 4 words"]
    assert lines[-1] == "2 texts, 1 without a fault."
    assert "html" not in "\n".join(lines)


def test_json_is_one_object_of_counts(file: Path) -> None:
    counts = json.loads(run(str(file), "--json"))

    assert {name: counts[name] for name in ("texts", "cut", "short", "markdown", "long")} == {
        "texts": 2,
        "cut": 1,
        "short": 1,
        "markdown": 1,
        "long": 0,
    }


def test_a_bad_file_ends_with_one_sentence_and_status_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.json cannot be read") as failure:
        run(str(tmp_path / "none.json"))

    assert failure.value.returncode == 2


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    text = {"id": "b1", "kind": "short", "label": "bad", "album": "a", "language": "en", "raw": "Too short."}
    good = {**text, "id": "g1", "label": "good", "kind": "plain"}
    path = tmp_path / "labelled.json"
    path.write_text(json.dumps({"facts": {"a": {"title": "T", "artists": "A"}}, "texts": [text, good]}))
    return path


def test_labelled_answers_are_told_kind_by_kind(labelled: Path) -> None:
    lines = run(str(labelled)).splitlines()

    assert lines[0].split() == ["bad", "short", "1/1"]
    assert lines[1].split() == ["good", "plain", "0/1", "g1", "false", "refusal"]
    assert lines[-1] == "1 of 2 judged rightly."


def test_the_verdicts_are_written_for_other_programs(labelled: Path, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.json"
    counts = json.loads(run(str(labelled), "--json", "--verdicts", str(out)))

    assert counts["bad: short"] == {"texts": 1, "right": 1}
    verdicts = json.loads(out.read_text(encoding="utf-8"))
    assert verdicts["b1"]["accepted"] is False
    assert verdicts["b1"]["text"] == "Too short."
    assert "too_short" in verdicts["b1"]["faults"]


@pytest.mark.parametrize("name", ["plain", "absent"])
def test_verdicts_that_cannot_be_given_are_a_usage_error(file: Path, labelled: Path, tmp_path: Path, name: str) -> None:
    source, out = (file, tmp_path / "out.json") if name == "plain" else (labelled, tmp_path / "absent" / "out.json")

    with pytest.raises(CommandError, match=r"^[^\n]*\.$") as caught:
        run(str(source), "--verdicts", str(out))
    assert caught.value.returncode == 2
