"""How a run and its phases go from one state to the next: tried on rows alone, step by step."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from enrichment.engine import lifecycle
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Kind, PhaseState, RunPhase, State
from enrichment.providers.errors import Limited, Refused, Unavailable
from tests.enrichment.reports.progress_rows import add_item, add_phase, ago, ahead, make_run

pytestmark = pytest.mark.django_db

SOON, LATER = timedelta(minutes=5), timedelta(minutes=20)
WORK_LEFT: dict[str, Any] = {"total": 9, "enriched": 4}
THROUGH: dict[str, Any] = {"total": 9, "enriched": 9}
REFUSED: dict[str, Any] = {**WORK_LEFT, "state": PhaseState.STOPPED, "reason": "refused_key"}
NOT_SET: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "not_configured"}
STILL_LOOKING: dict[str, Any] = {"prepared": False}


def waiting(pause: timedelta) -> dict[str, Any]:
    """A phase whose service asked for a pause; `pause` stands for its end until there is a row."""
    return {**WORK_LEFT, "reason": "rate_limited", "resume_at": pause}


def phase_with(run: EnrichmentRun, name: str = "descriptions", **fields: Any) -> RunPhase:
    moments = {key: timezone.now() + value for key, value in fields.items() if isinstance(value, timedelta)}
    return add_phase(run, name, **{**fields, **moments})


@pytest.fixture(autouse=True)
def leases(settings: Settings) -> None:
    settings.AIME_LEASE_SECONDS = 30


@pytest.mark.parametrize(
    ("state", "resume_in", "begins", "after"),
    [
        (State.QUEUED, None, True, State.RUNNING),
        (State.RUNNING, None, True, State.RUNNING),
        (State.PAUSED, None, True, State.RUNNING),
        (State.PAUSED, -1, True, State.RUNNING),
        (State.PAUSED, 60, False, State.PAUSED),
        (State.CANCELLING, None, False, State.CANCELLED),
        (State.COMPLETED, None, False, State.COMPLETED),
        (State.STOPPED, None, False, State.STOPPED),
        (State.CANCELLED, None, False, State.CANCELLED),
    ],
)
def test_a_worker_begins_at_what_is_due_and_at_nothing_else(
    state: State, resume_in: int | None, begins: bool, after: State
) -> None:
    resume_at = None if resume_in is None else ahead(resume_in)
    run = make_run(state, resume_at=resume_at, enqueued_at=ago(1), heartbeat_at=ago(100))
    add_phase(run, **WORK_LEFT)
    assert lifecycle.begin(run) is begins
    run = EnrichmentRun.objects.get()
    assert (run.state, run.enqueued_at) == (after, None)
    assert (run.heartbeat_at > ago(50)) is begins


def test_when_a_run_began_is_told_of_its_first_worker() -> None:
    run = make_run(State.QUEUED, started_at=None)
    lifecycle.begin(run)
    first = run.started_at
    assert first is not None
    lifecycle.begin(run)
    assert run.started_at == first


@pytest.mark.parametrize(
    ("phases", "state"),
    [
        ([THROUGH, THROUGH], State.COMPLETED),
        ([{"total": 0}], State.COMPLETED),
        ([THROUGH, NOT_SET], State.COMPLETED),
        ([THROUGH, REFUSED], State.STOPPED),
        ([REFUSED, NOT_SET], State.STOPPED),
        ([THROUGH, WORK_LEFT], State.RUNNING),
        ([REFUSED, WORK_LEFT], State.RUNNING),
        ([THROUGH, STILL_LOOKING], State.RUNNING),
        ([waiting(SOON), WORK_LEFT], State.RUNNING),
        ([waiting(-SOON), THROUGH], State.RUNNING),
        ([waiting(SOON), THROUGH], State.PAUSED),
        ([waiting(SOON), REFUSED], State.PAUSED),
    ],
    ids=[
        "all through",
        "nothing was missing",
        "one done, one without a key",
        "one done, one refused",
        "one refused, one without a key",
        "one has work",
        "one refused, one has work",
        "one still finds out what is missing",
        "one waits, one has work",
        "its pause is over",
        "one waits, one done",
        "one waits, one refused",
    ],
)
def test_a_run_is_over_or_waits_when_all_its_phases_are_or_do(phases: list[dict[str, Any]], state: State) -> None:
    run = make_run()
    for number, fields in enumerate(phases):
        phase_with(run, f"phase {number}", **fields)
    found = lifecycle.close_if_over(run.pk)
    assert found is not None
    assert found.state == state
    assert (found.finished_at is None) is (state in ACTIVE_STATES)


def test_a_paused_run_goes_on_with_the_first_of_its_phases() -> None:
    run = make_run()
    phase_with(run, **waiting(LATER))
    first = phase_with(run, "artist_images", **waiting(SOON))
    found = lifecycle.close_if_over(run.pk)
    assert found is not None
    assert found.resume_at == first.resume_at


def test_a_phase_that_is_through_says_nothing_of_its_pause_any_more() -> None:
    run = make_run()
    phase = phase_with(run, **{**waiting(SOON), **THROUGH})
    lifecycle.close_if_over(run.pk)
    phase.refresh_from_db()
    assert (phase.state, phase.reason, phase.resume_at) == (PhaseState.DONE, "", None)


def test_a_run_ends_once() -> None:
    run = make_run()
    add_phase(run, **THROUGH)
    first = lifecycle.close_if_over(run.pk)
    again = lifecycle.close_if_over(run.pk)
    assert first is not None
    assert again is not None
    assert again.finished_at == first.finished_at


def test_a_run_that_was_deleted_needs_no_end() -> None:
    run = make_run()
    number = run.pk
    run.delete()
    assert lifecycle.close_if_over(number) is None


@pytest.mark.parametrize(
    ("state", "lease", "after"),
    [
        (State.QUEUED, None, State.CANCELLED),
        (State.RUNNING, None, State.CANCELLED),
        (State.PAUSED, None, State.CANCELLED),
        (State.RUNNING, 20, State.CANCELLING),
        (State.RUNNING, -1, State.CANCELLED),
        (State.CANCELLING, 20, State.CANCELLING),
        (State.COMPLETED, None, State.COMPLETED),
        (State.STOPPED, None, State.STOPPED),
    ],
)
def test_cancelling_waits_for_whoever_still_holds_something(state: State, lease: int | None, after: State) -> None:
    run = make_run(state)
    phase = add_phase(run, **WORK_LEFT)
    if lease is not None:
        add_item(phase, outcome="", owner="elsewhere", lease_until=ahead(lease))
    assert lifecycle.cancel(run).state == after
    assert lifecycle.cancel(run).state == after, "asking twice changes nothing more"


HOUR = 3600


@pytest.mark.parametrize(
    ("limited", "in_a_row", "stops"),
    [
        (Limited("euria", seconds=1), 1, False),
        (Limited("euria", seconds=HOUR), 1, False),
        (Limited("euria", seconds=HOUR + 1), 1, True),
        (Limited("euria", seconds=1, quota=True), 1, True),
        (Limited("euria", seconds=1), 5, False),
        (Limited("euria", seconds=1), 6, True),
    ],
    ids=["a moment", "an hour", "longer", "a quota", "five times", "once too often"],
)
def test_a_pause_of_an_hour_is_waited_for_and_a_longer_one_ends_the_phase(
    limited: Limited, in_a_row: int, stops: bool
) -> None:
    row = lifecycle.pause_limited(add_phase(make_run(), **WORK_LEFT), limited, in_a_row=in_a_row)
    assert row.state == (PhaseState.STOPPED if stops else PhaseState.OPEN)
    assert row.reason == ("quota_exceeded" if limited.quota else "rate_limited")
    wait = HOUR if in_a_row > 5 else limited.seconds
    assert row.resume_at is not None
    assert (row.resume_at - timezone.now()).total_seconds() == pytest.approx(wait, abs=5)


def stop_by(row: RunPhase, way: str) -> RunPhase:
    if way == "refused":
        return lifecycle.stop_refused(row, Refused("euria", "refused_key", setting="EURIA_API_KEY"), "refused_key")
    if way == "paused":
        return lifecycle.pause_limited(row, Limited("euria", seconds=60))
    return lifecycle.stop_capped(row)


@pytest.mark.parametrize("way", ["refused", "paused", "capped"])
def test_why_a_phase_stopped_first_is_what_is_told(way: str) -> None:
    stopped = add_phase(make_run(), state=PhaseState.STOPPED, reason="credit_exhausted", setting="EURIA_API_URL")
    row = stop_by(stopped, way)
    assert (row.state, row.reason, row.setting) == (PhaseState.STOPPED, "credit_exhausted", "EURIA_API_URL")
    assert row.resume_at is None


@pytest.mark.parametrize(
    ("way", "told"), [("refused", ("refused_key", "EURIA_API_KEY")), ("capped", ("cap_reached", ""))]
)
def test_a_phase_that_stops_says_why_and_what_to_set(way: str, told: tuple[str, str]) -> None:
    row = stop_by(add_phase(make_run(), **WORK_LEFT), way)
    assert (row.state, (row.reason, row.setting)) == (PhaseState.STOPPED, told)


KEY = Refused("deezer", "refused_key", setting="DEEZER_API_URL")


def test_a_service_that_is_left_out_is_told_once_whoever_meets_it(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    row = add_phase(make_run(), "artist_images")
    other_worker = RunPhase.objects.get()
    told = lifecycle.go_without(row, KEY, "refused_key@deezer")
    again = lifecycle.go_without(other_worker, KEY, "another reason")
    assert told.left_out == again.left_out == {"deezer": {"reason": "refused_key@deezer", "setting": "DEEZER_API_URL"}}
    assert RunPhase.objects.get().state == PhaseState.OPEN
    assert caplog.text.count("goes on without deezer") == 1


def test_several_services_may_be_left_out_one_after_the_other() -> None:
    row = lifecycle.go_without(add_phase(make_run(), "artist_images"), KEY, "refused_key@deezer")
    row = lifecycle.go_without(row, Unavailable("wikidata", "timeout"), "timeout@wikidata")
    assert {name: said["setting"] for name, said in row.left_out.items()} == {
        "deezer": "DEEZER_API_URL",
        "wikidata": "",
    }


def test_a_phase_that_was_deleted_meanwhile_needs_no_word() -> None:
    row = add_phase(make_run(), "artist_images")
    row.run.delete()
    assert lifecycle.go_without(row, KEY, "refused_key").left_out == {}


GOOD, BAD = "", "invented_year"


@pytest.mark.parametrize(
    ("before", "answers", "counted", "stops"),
    [
        (0, [BAD] * 9, 9, False),
        (0, [BAD] * 10, 10, True),
        (8, [BAD], 9, False),
        (9, [BAD], 10, True),
        (9, [GOOD], 0, False),
        (9, [BAD, GOOD], 0, False),
        (9, [GOOD, BAD], 1, False),
        (9, [GOOD, *[BAD] * 10], 10, True),
        (0, [*[BAD] * 20, GOOD], 0, False),
    ],
)
def test_ten_answers_of_no_use_in_a_row_stop_a_phase(
    before: int, answers: list[str], counted: int, stops: bool
) -> None:
    row = add_phase(make_run(), refused_in_a_row=before)
    lifecycle.count_refusals(row, answers, "EURIA_MODEL")
    row.refresh_from_db()
    assert row.refused_in_a_row == counted
    assert row.state == (PhaseState.STOPPED if stops else PhaseState.OPEN)
    assert (row.reason, row.setting) == ((BAD, "EURIA_MODEL") if stops else ("", ""))


def test_the_last_of_them_is_the_reason_that_is_told() -> None:
    row = add_phase(make_run())
    lifecycle.count_refusals(row, [*[BAD] * 9, "too_short"], "EURIA_MODEL")
    row.refresh_from_db()
    assert row.reason == "too_short"


@pytest.mark.parametrize(
    ("state", "fields", "found"),
    [
        (State.QUEUED, {"heartbeat_at": -31}, True),
        (State.RUNNING, {"heartbeat_at": -31}, True),
        (State.RUNNING, {"heartbeat_at": -20}, False),
        (State.RUNNING, {"heartbeat_at": -31, "enqueued_at": -20}, False),
        (State.RUNNING, {"heartbeat_at": -99, "enqueued_at": -98}, True),
        (State.PAUSED, {"heartbeat_at": -31, "resume_at": 900}, False),
        (State.PAUSED, {"heartbeat_at": -31, "resume_at": -900}, True),
        (State.COMPLETED, {"heartbeat_at": -31}, False),
    ],
    ids=[
        "nobody came",
        "its worker is gone",
        "its worker was here just now",
        "somebody was called just now",
        "who was called did not come",
        "it waits",
        "its pause is over",
        "it is over",
    ],
)
def test_a_run_that_somebody_should_be_working_at_is_found(state: State, fields: dict[str, int], found: bool) -> None:
    run = make_run(state, **{name: ahead(seconds) for name, seconds in fields.items()})
    add_phase(run, **WORK_LEFT)
    assert lifecycle.stale_runs() == ([run.pk] if found else [])


def test_one_that_had_only_to_be_closed_is_closed_and_calls_nobody() -> None:
    run = make_run(heartbeat_at=ago(31))
    add_phase(run, **THROUGH)
    assert lifecycle.stale_runs() == []
    run.refresh_from_db()
    assert run.state == State.COMPLETED


@pytest.mark.parametrize(
    ("state", "finished", "reported", "found"),
    [
        (State.COMPLETED, 60, None, True),
        (State.CANCELLED, 60, None, True),
        (State.STOPPED, 86_000, None, True),
        (State.STOPPED, 87_000, None, False),
        (State.COMPLETED, 60, 30, False),
        (State.RUNNING, None, None, False),
    ],
    ids=["over", "cancelled", "a day ago nearly", "longer ago", "told already", "under way"],
)
def test_a_run_that_ended_lately_is_told_of_once(
    state: State, finished: int | None, reported: int | None, found: bool
) -> None:
    run = make_run(
        state,
        finished_at=None if finished is None else ago(finished),
        reported_at=None if reported is None else ago(reported),
    )
    assert lifecycle.untold_runs() == ([run.pk] if found else [])


def test_a_worker_is_called_once_until_it_came_or_is_given_up() -> None:
    run = make_run(State.QUEUED)
    assert [lifecycle.mark_enqueued(run.pk) for _call in range(3)] == [True, False, False]
    lifecycle.clear_enqueued(run.pk)
    assert lifecycle.mark_enqueued(run.pk)
    lifecycle.begin(run)
    assert lifecycle.mark_enqueued(run.pk), "it came"


def every_step(run: EnrichmentRun, row: RunPhase) -> None:
    lifecycle.beat(run.pk)
    lifecycle.mark_enqueued(run.pk)
    lifecycle.begin(run)
    lifecycle.go_without(row, KEY, "refused_key")
    lifecycle.pause_limited(row, Limited("euria", seconds=60))
    lifecycle.count_refusals(row, [BAD] * 10, "EURIA_MODEL")
    lifecycle.clear_enqueued(run.pk)
    lifecycle.cancel(run)


def test_no_step_of_a_run_moves_another() -> None:
    other = make_run(kind=Kind.DISCOGS, heartbeat_at=ago(5), enqueued_at=ago(5))
    add_phase(other, **WORK_LEFT)
    run = make_run()
    row = add_phase(run, **WORK_LEFT)
    of_another = EnrichmentRun.objects.filter(pk=other.pk).values(), other.phases.values()
    before = [list(rows) for rows in of_another]
    every_step(run, row)
    assert [list(rows.all()) for rows in of_another] == before
    assert EnrichmentRun.objects.get(pk=run.pk).state == State.CANCELLED


def test_somebody_who_works_at_a_run_is_seen() -> None:
    run = make_run(heartbeat_at=ago(500))
    lifecycle.beat(run.pk)
    run.refresh_from_db()
    assert run.heartbeat_at > ago(5)


def test_the_log_tells_how_a_run_ended(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    caplog.set_level(logging.INFO, "enrichment.runs")
    run = make_run()
    phase = add_phase(run, **WORK_LEFT)
    lifecycle.close_if_over(run.pk)
    assert caplog.text == ""
    RunPhase.objects.filter(pk=phase.pk).update(**THROUGH)
    lifecycle.close_if_over(run.pk)
    assert f"run {run.pk}: completed" in caplog.text


def test_the_reason_of_a_pause_names_the_service_that_asked_for_it(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    row = add_phase(make_run(), "artist_images")
    row = lifecycle.pause_limited(row, Limited("deezer", seconds=60), "rate_limited@deezer")
    assert row.reason == "rate_limited@deezer"
    assert "the service asks to wait until" in caplog.text


def test_the_log_tells_once_why_a_phase_stopped(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("enrichment").addHandler(caplog.handler)
    row = add_phase(make_run())
    for _worker in range(2):
        stop_by(row, "refused")
    assert caplog.text.count("stopped, refused_key setting=EURIA_API_KEY") == 1
