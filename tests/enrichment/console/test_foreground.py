"""The log on the terminal of a command that shows a run's progress."""

import io
import logging
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from enrichment.console import foreground

RUNS, CACHE = logging.getLogger("enrichment.runs"), logging.getLogger("enrichment.caches")


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    """What stands on it."""
    drawn, logger = io.StringIO(), logging.getLogger("enrichment")
    handler = logging.StreamHandler(drawn)
    handler.name = "terminal"
    usual, logger.handlers = logger.handlers, [handler]
    yield drawn
    logger.handlers = usual


@pytest.mark.parametrize(("json_lines", "expected"), [(False, "cache\nafter\n"), (True, "run\ncache\nafter\n")])
def test_what_the_progress_tells_is_not_logged_beside_it(
    terminal: io.StringIO, settings: Settings, json_lines: bool, expected: str
) -> None:
    settings.AIME_LOG_JSON = json_lines
    with foreground.without_runs():
        RUNS.error("run")
        CACHE.warning("cache")
    RUNS.error("after")
    assert terminal.getvalue() == expected


@pytest.mark.parametrize(("verbosity", "expected"), [(1, []), (2, ["one item", "stopped"])])
def test_with_v2_each_line_is_said_once(terminal: io.StringIO, verbosity: int, expected: list[str]) -> None:
    said: list[str] = []
    with foreground.without_runs(), foreground.each_item(said.append, verbosity):
        RUNS.warning("one item")
        RUNS.error("stopped")
    assert said == expected
    assert terminal.getvalue() == ""


def test_lines_go_where_the_bar_makes_room_for_them(terminal: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    with foreground.above_the_bar():
        CACHE.warning("above")
    CACHE.warning("below")
    assert capsys.readouterr().err == "above\n"
    assert terminal.getvalue() == "below\n"
