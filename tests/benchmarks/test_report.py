"""What the benchmark says of its results."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import MEASURES, main
from tests.benchmarks.measure import Ratio
from tests.benchmarks.report import as_json, table


@pytest.mark.parametrize(
    ("ratio", "bar", "holds"),
    [
        (Ratio("limit", 1.05, most=1.10), "≤ 1.1", True),
        (Ratio("limit", 1.11, most=1.10), "≤ 1.1", False),
        (Ratio("overhead", 0.5, least=0.5), "≥ 0.5", True),
        (Ratio("overhead", 0.49, least=0.5), "≥ 0.5", False),
        (Ratio("told", 12.0), "", True),
    ],
)
def test_a_ratio_keeps_its_bar_or_not(ratio: Ratio, bar: str, holds: bool) -> None:
    assert (ratio.bar, ratio.holds) == (bar, holds)


def test_the_table_and_the_json_name_the_machine() -> None:
    ratios = [Ratio("limit", 1.11, most=1.10), Ratio("told", 12.0, seen={"ms": [11, 13]})]
    told = table(ratios)
    assert "| limit | 1.11 | ≤ 1.1 | NO |" in told
    assert "| told | 12.00 |  |  |" in told
    assert "cores" in told.splitlines()[-1]
    found = json.loads(as_json(ratios))
    assert found["machine"]["python"]
    assert [result["holds"] for result in found["results"]] == [False, True]


def test_the_documentation_names_every_measure() -> None:
    told = (Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert f"Names: {', '.join(MEASURES)}." in told


@pytest.mark.parametrize(
    ("words", "value", "status"), [(["limit"], 1.05, 0), (["limit"], 1.11, 1), (["limit", "--small"], 1.11, 0)]
)
def test_a_missed_bar_is_told_by_the_exit_status_but_not_in_the_small_form(
    monkeypatch: pytest.MonkeyPatch, words: list[str], value: float, status: int
) -> None:
    monkeypatch.setitem(MEASURES, "limit", lambda _small: iter([Ratio("limit", value, most=1.10)]))
    assert main(words) == status
