from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from enrichment.models import PhaseState, State
from enrichment.reasons import clock_time
from enrichment.reports.progress import Progress, progress
from tests.enrichment.reports.progress_rows import add_phase, ago, ahead, make_run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engine_times(settings: Settings) -> None:
    settings.AIME_UNCLAIMED_SECONDS = 15
    settings.AIME_INTERRUPTED_SECONDS = 60
    settings.AIME_LEASE_SECONDS = 30


def shown() -> Progress:
    found = progress()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("state", "fields", "alive"),
    [
        (State.QUEUED, {"created_at": 14}, True),
        (State.QUEUED, {"created_at": 16}, False),
        # A bell that is rung again and again does not make a worker.
        (State.QUEUED, {"created_at": 100, "enqueued_at": 1}, False),
        (State.RUNNING, {"heartbeat_at": 20}, True),
        (State.RUNNING, {"heartbeat_at": 26}, False),
        (State.CANCELLING, {"heartbeat_at": 26}, False),
        (State.PAUSED, {"heartbeat_at": 600, "resume_at": -60}, True),
        (State.PAUSED, {"heartbeat_at": 600, "resume_at": 5}, True),
        (State.PAUSED, {"heartbeat_at": 600, "resume_at": 16}, False),
        (State.COMPLETED, {"heartbeat_at": 600}, True),
        (State.CANCELLED, {"created_at": 600, "heartbeat_at": 600}, True),
    ],
)
def test_due_work_that_nobody_takes_means_no_worker(state: str, fields: dict[str, float], alive: bool) -> None:
    add_phase(make_run(state, **{name: ago(seconds) for name, seconds in fields.items()}), total=2)
    assert shown()["worker_alive"] is alive
    assert ("no worker is active" in shown()["message"]) is not alive


def test_without_a_worker_the_command_that_starts_one_is_named() -> None:
    make_run(State.QUEUED, created_at=ago(60))
    assert "manage.py worker" in shown()["message"]


@pytest.mark.parametrize("state", [State.RUNNING, State.CANCELLING])
def test_a_run_without_a_sign_of_life_for_a_minute_is_interrupted(state: str) -> None:
    stopped_at = ago(61)
    add_phase(make_run(state, heartbeat_at=stopped_at), total=2)
    assert shown()["state"] == "interrupted"
    assert not shown()["worker_alive"]
    assert shown()["message"].startswith(f"Interrupted: the worker stopped at {clock_time(stopped_at)}.")


def test_a_pause_is_told_with_its_reason_and_the_clock() -> None:
    resume_at = ahead(600)
    run = make_run(State.PAUSED, resume_at=resume_at)
    add_phase(run, "artist_images", total=9, resume_at=resume_at, reason="rate_limited")
    time = clock_time(resume_at)
    assert shown()["message"] == f"Paused until {time}. Spotify asks to wait. It goes on at {time}."
    assert shown()["resume_at"] == resume_at


def test_clock_times_are_of_the_sites_zone(settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Kathmandu"
    timezone.activate("Asia/Kathmandu")
    try:
        noon = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
        assert clock_time(noon).endswith("17:45")
    finally:
        timezone.deactivate()


def test_one_phase_waits_while_the_other_goes_on() -> None:
    run = make_run()
    add_phase(run, total=9, enriched=4)
    add_phase(run, "artist_images", total=9, resume_at=ahead(600), reason="rate_limited")
    assert shown()["message"].startswith("Descriptions: 4 of 9. Artist photos: 0 of 9. Spotify asks to wait.")


def test_a_pause_that_is_over_is_not_mentioned() -> None:
    add_phase(make_run(), total=9, enriched=4, resume_at=ago(5), reason="rate_limited")
    assert shown()["message"] == "Descriptions: 4 of 9."
    assert shown()["phases"][0]["sentence"] == ""


def test_a_service_that_is_not_configured_is_named_with_its_setting() -> None:
    run = make_run()
    add_phase(run, total=9, enriched=4)
    missing: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "not_configured", "setting": "SPOTIFY_CLIENT_ID"}
    add_phase(run, "artist_images", **missing)
    assert shown()["message"].endswith("Spotify is not configured. Check the setting SPOTIFY_CLIENT_ID.")


@pytest.mark.parametrize(
    ("state", "counters", "message"),
    [
        (State.QUEUED, {}, "The run is about to start."),
        (State.RUNNING, {}, "Looking for what is missing."),
        (State.CANCELLING, {"enriched": 1}, "Cancelling: what is under way is being finished."),
        (State.CANCELLED, {"enriched": 45, "total": 236}, "Cancelled: 45 done, 191 remaining."),
        (State.COMPLETED, {}, "Completed: nothing was missing."),
        (State.COMPLETED, {"enriched": 1}, "Completed: 1 description."),
        (State.COMPLETED, {"enriched": 1, "cached": 1}, "Completed: 2 descriptions."),
        (
            State.COMPLETED,
            {"enriched": 2, "review": 3, "not_found": 4, "kept": 5, "failed": 6},
            "Completed: 2 descriptions, 3 to review, 4 not found, 5 kept, 6 failed.",
        ),
        (State.COMPLETED, {"failed": 6}, "Failed: nothing was added. 0 descriptions, 6 failed."),
    ],
)
def test_each_state_is_told_in_words(state: str, counters: dict[str, int], message: str) -> None:
    add_phase(make_run(state), **{"total": sum(counters.values()), **counters})
    assert shown()["message"] == message


def test_a_stopped_run_tells_cause_setting_and_what_remains() -> None:
    refused: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "refused_key", "setting": "EURIA_API_KEY"}
    add_phase(make_run(State.STOPPED), total=236, enriched=3, failed=1, **refused)
    assert shown()["message"] == (
        "Stopped: 4 done, 232 remaining. Euria refuses the key. Check the setting EURIA_API_KEY."
    )
    assert shown()["status"] == "error"


def test_an_allowance_that_is_used_up_tells_when_the_rest_follows() -> None:
    tomorrow = ahead(86_400)
    quota: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "quota_exceeded", "resume_at": tomorrow}
    add_phase(make_run(State.STOPPED), "artist_images", total=9, **quota)
    assert f"The allowance at Spotify is used up. It goes on at {clock_time(tomorrow)}." in shown()["message"]
    assert ":" in clock_time(tomorrow)
