"""The terminal of a command that works at a run: its log, its progress in lines, and Ctrl-C."""

import io
import logging
import os
import signal
import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from enrichment.console import foreground
from enrichment.console.foreground import LINE_SECONDS, Interruption
from enrichment.models import EnrichmentRun, RunPhase
from tests.enrichment.admin.people import count, make_run

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
    assert terminal.getvalue() == ""
    RUNS.error("of the next run")
    assert said == expected


def test_lines_go_where_the_bar_makes_room_for_them(terminal: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    with foreground.above_the_bar():
        CACHE.warning("above")
    CACHE.warning("below")
    assert capsys.readouterr().err == "above\n"
    assert terminal.getvalue() == "below\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_the_first_signal_asks_a_run_to_end_and_the_second_ends_it(number: int) -> None:
    with Interruption() as interruption:
        interruption.graceful = True
        os.kill(os.getpid(), number)
        assert interruption.told
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)


def test_before_and_after_the_work_a_signal_ends_at_once() -> None:
    with Interruption() as interruption:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert not interruption.told


def test_while_the_database_is_waited_for_nothing_could_be_written_so_a_signal_ends_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(foreground, "is_waiting", lambda: True)
    with Interruption() as interruption:
        interruption.graceful = True
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_afterwards_signals_do_what_they_did_before() -> None:
    before = [signal.getsignal(number) for number in foreground.SIGNALS]
    with Interruption():
        assert [signal.getsignal(number) for number in foreground.SIGNALS] != before
    assert [signal.getsignal(number) for number in foreground.SIGNALS] == before


def test_in_a_thread_which_gets_no_signals_a_command_works_all_the_same() -> None:
    entered: list[Interruption] = []

    def work() -> None:
        with Interruption() as interruption:
            entered.append(interruption)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(entered) == 1


@pytest.fixture
def run(db: None) -> EnrichmentRun:
    """With ten albums and an unknown number of artists before it."""
    run = make_run()
    count(run, total=10)
    count(run, "artist_images", prepared=False)
    return run


def test_progress_is_said_in_lines_when_it_moves_and_not_too_often(
    run: EnrichmentRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, clock = list[str](), [1000.0]
    monkeypatch.setattr("enrichment.console.foreground.time.monotonic", lambda: clock[0])
    with foreground.shown(run, said.append, live=False) as display:
        display.look()
        assert said == []
        count(run, enriched=2)
        display.look()
        assert said == [], "a line has just been due"
        clock[0] += LINE_SECONDS
        display.look()
        assert said == ["descriptions: 2/10 2 enriched"]
        clock[0] += LINE_SECONDS
        display.look()
        assert len(said) == 1, "nothing has moved"
        count(run, enriched=3, failed=1)
    assert said[1:] == ["descriptions: 4/10 3 enriched, 1 failed"], "the last word is said whatever the clock says"


def test_a_number_that_is_not_known_yet_is_not_made_up(run: EnrichmentRun) -> None:
    said: list[str] = []
    with foreground.shown(run, said.append, live=False):
        count(run, "artist_images", total=7, enriched=1)
    assert said == ["artist images: 1/… 1 enriched"]


def test_a_phase_that_waits_says_why_before_anything_is_done(run: EnrichmentRun) -> None:
    said: list[str] = []
    count(run, reason="rate_limited")
    with foreground.shown(run, said.append, live=False):
        pass
    assert said == ["descriptions: 0/10 Euria asks to wait."]


def test_an_empty_phase_is_through_and_said_to_be(run: EnrichmentRun) -> None:
    said: list[str] = []
    count(run, total=0)
    with foreground.shown(run, said.append, live=False):
        pass
    assert said == ["descriptions: 0/0"]


def test_verbosity_zero_says_nothing_on_the_way(run: EnrichmentRun) -> None:
    count(run, enriched=5)
    with foreground.shown(run, pytest.fail, live=True, verbosity=0) as display:
        display.look()


def test_phases_are_told_in_the_order_of_the_run(run: EnrichmentRun) -> None:
    said: list[str] = []
    count(run, enriched=1)
    count(run, "artist_images", total=1, not_found=1, prepared=True)
    RunPhase.objects.filter(run=run, name="descriptions").update(position=5)
    with foreground.shown(run, said.append, live=False):
        pass
    assert [line.split(":")[0] for line in said] == ["artist images", "descriptions"]
