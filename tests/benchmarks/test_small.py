"""The small form of every measurement: it runs and its results are whole. No time is asserted."""

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import MEASURES, main
from tests.benchmarks.comparing import COMPARISONS

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]


@pytest.mark.parametrize("words", [*([name] for name in MEASURES), *(["compare", ".", name] for name in COMPARISONS)])
def test_it_runs_and_tells_its_ratios(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--small", "--json", str(tmp_path / "results.json")]) == 0
    table = capsys.readouterr().out
    assert "| measure | value | bar | holds |" in table
    assert '"value"' in (tmp_path / "results.json").read_text()
