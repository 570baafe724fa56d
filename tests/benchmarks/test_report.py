"""What the benchmark says of its results."""

import json

import pytest

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
