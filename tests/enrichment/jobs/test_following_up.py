"""What is done after somebody worked at a run, whoever it was: it is reported, woken, called for anew, and what it
leaves is left to a later one.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from enrichment.jobs import follow_up, planning, schedules, slices
from enrichment.jobs.queue import START_MISSING, WORK
from enrichment.models import EnrichmentRun, Kind, MailWhen, PhaseState, Preferences, State, Trigger
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.reports.progress_rows import add_phase, ago, ahead, make_run
from tests.enrichment.running import start

pytestmark = pytest.mark.django_db
STOPPED: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "rate_limited", "total": 9}


@pytest.fixture(autouse=True)
def nothing_scheduled(settings: Settings) -> None:
    Schedule.objects.all().delete()
    settings.AIME_LEASE_SECONDS = 30


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    logger = logging.getLogger("enrichment")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


def planned() -> list[tuple[str, str, datetime]]:
    return [(row.func, row.args, row.next_run) for row in Schedule.objects.order_by("pk")]


def test_a_paused_run_is_woken_at_its_time_however_often_that_is_asked() -> None:
    run = make_run(State.PAUSED, resume_at=ahead(900))
    for _slice in range(3):
        follow_up(run.pk)
    assert planned() == [(WORK, f"({run.pk},)", run.resume_at)]


def test_what_two_services_left_is_started_when_the_later_of_them_may_be_asked() -> None:
    run = make_run(State.STOPPED, finished_at=timezone.now())
    later = ahead(90_000)
    add_phase(run, **STOPPED, resume_at=later)
    add_phase(run, "artist_images", **STOPPED, resume_at=ahead(8_000))
    follow_up(run.pk)
    follow_up(run.pk)
    assert planned() == [(START_MISSING, f"({run.pk},)", later)]


@pytest.mark.parametrize(
    ("state", "phase"),
    [
        (State.PAUSED, {}),
        (State.RUNNING, {**STOPPED, "resume_at": 8_000}),
        (State.CANCELLED, {**STOPPED, "resume_at": 8_000}),
        (State.STOPPED, {**STOPPED, "reason": "refused_key"}),
        (State.STOPPED, {"state": PhaseState.DONE, "resume_at": 8_000}),
    ],
    ids=["paused without a time", "under way", "cancelled", "stopped for a key", "done"],
)
def test_nothing_is_planned_for_what_waits_for_no_time(state: State, phase: dict[str, Any]) -> None:
    run = make_run(state)
    seconds = phase.get("resume_at")
    add_phase(run, **{**phase, "resume_at": seconds and ahead(seconds)})
    follow_up(run.pk)
    assert planned() == []


def test_a_run_that_is_gone_needs_no_following_up() -> None:
    follow_up(4711)
    schedules.start_missing(4711)
    assert (planned(), OrmQ.objects.count()) == ([], 0)


@pytest.mark.parametrize(("called", "calls"), [(None, 1), (99, 1), (5, 0)], ids=["nobody", "long ago", "just now"])
def test_a_run_that_its_worker_left_gets_another(
    called: int | None, calls: int, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    run = make_run(heartbeat_at=ago(60), enqueued_at=None if called is None else ago(called))
    add_phase(run, total=9)
    with django_capture_on_commit_callbacks(execute=True):
        slices.look_after_runs()
        slices.look_after_runs()
    assert [row.task["args"] for row in OrmQ.objects.all()] == [(run.pk,)] * calls


def test_a_run_that_ended_with_nobody_there_is_reported_all_the_same() -> None:
    Preferences(mail_when=MailWhen.ALWAYS, mail_to="owner@example.org").save()
    run = make_run(State.CANCELLED, finished_at=ago(60))
    add_phase(run, total=1)
    slices.look_after_runs()
    slices.look_after_runs()
    (letter,) = mail.outbox
    assert f"run {run.pk}" in letter.subject


@pytest.mark.parametrize("kind", [Kind.ENRICHMENT, Kind.DISCOGS])
def test_what_a_limit_left_is_not_started_beside_an_active_run(
    kind: str, sandbox: Sandbox, said: pytest.LogCaptureFixture
) -> None:
    make_album("One", "Slint", source="discogs", discogs_id=1)
    parent = make_run(State.STOPPED, kind=kind, options={"only": "", "language": "en"})
    active = start(kind=kind)
    schedules.start_missing(parent.pk)
    assert list(EnrichmentRun.objects.order_by("pk")) == [parent, active]
    assert f"The scheduled run was not started: Run {active.pk} is already active." in said.text


def test_what_is_complete_by_then_is_not_started(sandbox: Sandbox) -> None:
    parent = make_run(State.STOPPED, options={"only": "descriptions", "language": "fr"})
    schedules.start_missing(parent.pk)
    assert EnrichmentRun.objects.get() == parent


def test_one_whose_parent_was_deleted_does_what_is_missing(sandbox: Sandbox) -> None:
    make_album("One", "Slint")
    schedules.start_missing(4711)
    run = EnrichmentRun.objects.get()
    assert (run.kind, run.options["only"], run.trigger) == (Kind.ENRICHMENT, "", Trigger.SCHEDULE)


@pytest.mark.parametrize(("ahead_by", "moved"), [(9, False), (11, True)], ids=["as it is", "the clock stood ahead"])
def test_the_sweep_comes_soon_whatever_the_clock_was(ahead_by: int, moved: bool) -> None:
    planning.ensure_sweep()
    Schedule.objects.update(next_run=(before := ahead(60 * ahead_by)))
    planning.ensure_sweep()
    assert (Schedule.objects.get().next_run < before) is moved


def test_a_second_sweep_from_a_loaded_dump_is_brought_back_too() -> None:
    planning.ensure_sweep()
    (first,) = Schedule.objects.values("name", "func", "schedule_type", "minutes", "repeats")
    Schedule.objects.create(**first, next_run=ahead(90_000))
    planning.ensure_sweep()
    assert not Schedule.objects.filter(next_run__gt=timezone.now()).exists()
    assert Schedule.objects.count() == 2


def test_preferences_that_are_saved_before_the_queue_has_tables_plan_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "can_schedule", lambda: False)
    Preferences(night_enabled=True).save()
    assert planned() == []


def test_preferences_out_of_a_dump_leave_the_schedules_to_it() -> None:
    Preferences(pk=1, night_enabled=True).save_base(raw=True)
    assert planned() == []
    planning.plan()
    assert len(planned()) == 1
