"""Whether a worker is missing, and the site's state as monitors read it."""

from typing import Any

import pytest

from enrichment.reports.health import GAUGES, as_prometheus, lacks_worker

NOTHING: dict[str, Any] = {"worker_alive": True, "workers": [], "queue_depth": 0, "overdue": []}
LATE = [{"name": "night"}]


@pytest.mark.parametrize(
    ("found", "lacks"),
    [
        ({}, False),
        ({"queue_depth": 1}, True),
        ({"overdue": LATE}, True),
        ({"queue_depth": None}, False),
        ({"queue_depth": 1, "workers": [("attic", 29.9)]}, False),
        ({"queue_depth": 1, "workers": [("attic", 30.0)]}, True),
        ({"queue_depth": 1, "workers": [("attic", None)]}, True),
        ({"queue_depth": 1, "workers": [("attic", 900.0), ("cellar", 1.0)]}, False),
        ({"worker_alive": False, "workers": [("attic", 1.0)]}, True),
    ],
    ids=[
        "no work",
        "a task waits",
        "a schedule waits",
        "nobody knows what waits",
        "somebody was here just now",
        "nobody for half a minute",
        "somebody who never gave a sign",
        "one of two is here",
        "a run waits although somebody is here",
    ],
)
def test_a_worker_is_missing_where_work_waits_and_nobody_is_there(found: dict[str, Any], lacks: bool) -> None:
    assert lacks_worker(**{**NOTHING, **found}, heartbeat_age=None) is lacks


def values(**found: Any) -> dict[str, str]:
    lines = as_prometheus({"status": "ok", **found}).splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_what_is_unknown_is_left_out() -> None:
    assert values(queue_depth=None, heartbeat_age=None, worker_age=None) == {"aime_up": "1"}


@pytest.mark.parametrize(("status", "up"), [("ok", "1"), ("no_worker", "0"), ("unavailable", "0")])
def test_whether_aime_can_work_is_the_first_gauge(status: str, up: str) -> None:
    assert values(status=status) == {"aime_up": up}


def test_numbers_truths_and_lists_are_told_as_numbers() -> None:
    told = values(queue_depth=0, heartbeat_age=1.5, worker_age=0.0, worker_alive=False, active_runs=[3, 4], overdue=[])
    assert told == {
        "aime_up": "1",
        "aime_queue_depth": "0",
        "aime_heartbeat_age": "1.5",
        "aime_worker_age": "0",
        "aime_worker_alive": "0",
        "aime_active_runs": "2",
        "aime_overdue": "0",
    }


def test_of_two_workers_on_one_machine_the_livelier_is_told() -> None:
    told = values(workers=[("attic", 2.0), ("cellar", 5.5), ("attic", 900.0), ("garden", None)])
    assert told == {
        "aime_up": "1",
        'aime_worker_seen_age{host="attic"}': "2",
        'aime_worker_seen_age{host="cellar"}': "5.5",
    }


def test_a_machine_of_any_name_leaves_the_text_whole() -> None:
    told = values(workers=[('a"b\\c\nd', 1.0)])
    assert told == {"aime_up": "1", 'aime_worker_seen_age{host="a\\"b\\\\c\\nd"}': "1"}


def test_each_gauge_is_explained_once_before_its_value() -> None:
    found = dict.fromkeys(GAUGES, 1)
    lines = as_prometheus({"status": "ok", **found, "workers": [("attic", 1.0), ("cellar", 2.0)]}).splitlines()
    named = [line.split()[2] for line in lines if line.startswith("# HELP ")]
    assert len(named) == len(set(named)) == len(GAUGES) + 2
    assert [line.split()[2] for line in lines if line.startswith("# TYPE ")] == named
