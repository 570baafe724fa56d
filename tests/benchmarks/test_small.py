"""The small form of every measurement: it runs and its results are whole. No time is asserted."""

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import MEASURES, main

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]


@pytest.mark.parametrize("name", MEASURES)
def test_it_runs_and_tells_its_ratios(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--small", "--json", str(tmp_path / "results.json")]) == 0
    table = capsys.readouterr().out
    assert "| measure | value | bar | holds |" in table
    assert '"value"' in (tmp_path / "results.json").read_text()
