"""Which functions the queue may call."""

from typing import Any

import pytest
from django.utils.module_loading import import_string

from enrichment.jobs.queue import ANSWER, OURS, START, START_MISSING, SWEEP, WORK, is_our_task, is_ours


def test_every_name_is_a_function_that_exists() -> None:
    assert all(callable(import_string(name)) for name in OURS)


def test_tasks_and_schedules_of_the_versions_before_are_still_called_so() -> None:
    stored = (
        "slices.work",
        "slices.sweep",
        "schedules.start",
        "schedules.start_missing",
        "supervision.membership.answer",
    )
    assert {f"enrichment.jobs.{name}" for name in stored} == OURS


@pytest.mark.parametrize(
    ("function", "arguments"), [(WORK, (1,)), (SWEEP, ()), (START, ("night",)), (START_MISSING, (7,)), (ANSWER, [3])]
)
def test_our_own_calls_are_let_through(function: str, arguments: object) -> None:
    assert is_ours(function, arguments)
    assert is_our_task({"func": function, "args": arguments, "kwargs": {}, "group": "any"})


@pytest.mark.parametrize(
    "function",
    [
        "tests.enrichment.jobs.foreign.leave_a_file",
        "enrichment.jobs.slices.follow_up",
        "enrichment.jobs.slices.logging.getLogger",  # a path of attributes leads out of the module
        "enrichment.jobs.slices.work.__call__",
        "enrichment.jobs.slices.work ",
        "Enrichment.jobs.slices.work",
        "",
        None,
        import_string(SWEEP),
    ],
)
def test_any_other_function_is_refused(function: object) -> None:
    assert not is_ours(function, ())


@pytest.mark.parametrize(
    "more",
    [
        {"args": ({},)},
        {"args": None},
        {"args": "night"},
        {"kwargs": {"run_id": 1}},
        {"hook": "tests.enrichment.jobs.foreign.leave_a_file"},
        {"chain": [("tests.enrichment.jobs.foreign.leave_a_file", ("x",))]},
    ],
)
def test_our_functions_are_called_as_we_call_them_and_nothing_follows(more: dict[str, Any]) -> None:
    assert not is_our_task({"func": SWEEP, "args": (), "kwargs": {}, **more})
