"""Which run is meant, whether somebody works at it, and what keeps one from beginning."""

from typing import Any, NoReturn

import pytest
from django.db import IntegrityError
from pytest_django import Settings

from enrichment.engine import enrich, lifecycle, runs
from enrichment.engine.enrich import enrich_albums, work_through
from enrichment.engine.request import AlreadyActive, BadOption, NothingConfigured, NotNow, RunRequest
from enrichment.models import EnrichmentRun, Kind, Outcome, RunPhase, State, Trigger
from enrichment.outages import Outage
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.reports.progress_rows import add_item, add_phase, ago, ahead, make_run

pytestmark = pytest.mark.django_db


def ended_with(*outcomes: str, state: State = State.COMPLETED, **fields: Any) -> EnrichmentRun:
    run = make_run(state, **fields)
    phase = add_phase(run)
    for number, outcome in enumerate(outcomes):
        add_item(phase, f"Album {number}", outcome=outcome)
    return run


def test_a_run_is_found_by_its_number_among_those_that_enrich() -> None:
    run, other = make_run(), make_run(kind=Kind.DISCOGS)
    assert runs.run_numbered(run.pk) == run
    for number in (other.pk, 4711):
        with pytest.raises(BadOption, match=f"^There is no run {number}\\.$"):
            runs.run_numbered(number)


def test_the_run_to_go_on_with_is_the_active_one() -> None:
    ended_with(Outcome.FAILED)
    active = make_run()
    assert runs.run_to_resume() == active


@pytest.mark.parametrize("left", [Outcome.PENDING, Outcome.FAILED])
def test_else_it_is_the_latest_that_left_something(left: str) -> None:
    ended_with(Outcome.FAILED)
    latest = ended_with(left, state=State.STOPPED)
    ended_with(Outcome.ENRICHED, Outcome.KEPT, Outcome.REVIEW)
    ended_with(Outcome.FAILED, kind=Kind.DISCOGS)
    assert runs.run_to_resume() == latest


def test_what_a_later_run_took_up_is_not_taken_up_again() -> None:
    taken_up = ended_with(Outcome.FAILED)
    ended_with(Outcome.ENRICHED, parent=taken_up)
    with pytest.raises(BadOption, match=r"^There is no run to take up again\.$"):
        runs.run_to_resume()


def test_a_retry_looks_for_failures_alone() -> None:
    failed = ended_with(Outcome.FAILED)
    ended_with(Outcome.PENDING, state=State.CANCELLED)
    assert runs.latest_with([Outcome.FAILED]) == failed


@pytest.mark.parametrize(
    ("state", "silent_for", "stale", "interrupted"),
    [
        (State.RUNNING, 59, False, False),
        (State.RUNNING, 61, True, True),
        (State.QUEUED, 61, True, False),
        (State.PAUSED, 61, True, False),
        (State.COMPLETED, 61, False, False),
    ],
)
def test_a_run_is_left_alone_by_its_workers_after_a_minute(
    state: State, silent_for: int, stale: bool, interrupted: bool, settings: Settings
) -> None:
    settings.AIME_INTERRUPTED_SECONDS = 60
    run = ended_with("", state=state, heartbeat_at=ago(silent_for))
    assert (runs.is_stale(run), runs.is_interrupted(run)) == (stale, interrupted)


def test_a_cancelled_run_whose_workers_are_gone_ends_by_a_look_at_it(settings: Settings) -> None:
    settings.AIME_INTERRUPTED_SECONDS = 60
    run = ended_with("", state=State.CANCELLING, heartbeat_at=ago(61))
    assert runs.is_interrupted(run)
    assert not runs.is_stale(run)
    assert run.state == State.CANCELLED


@pytest.mark.parametrize("outage", [Outage.FULL, Outage.DAMAGED, Outage.AWAY])
def test_where_nothing_could_be_kept_no_run_begins(
    outage: Outage, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "obstacle", lambda: outage)
    with pytest.raises(NotNow) as refused:
        runs.create_run(RunRequest(), Trigger.BUTTON)
    assert (refused.value.outage, str(refused.value)) == (outage, outage.sentence)
    assert not EnrichmentRun.objects.exists()


def test_a_fault_of_the_database_is_not_told_as_another_run(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> NoReturn:
        raise IntegrityError("CHECK constraint failed")

    monkeypatch.setattr(RunPhase.objects, "bulk_create", refuse)
    with pytest.raises(IntegrityError, match="CHECK"):
        runs.create_run(RunRequest(), Trigger.BUTTON)
    assert not EnrichmentRun.objects.exists(), "nothing half written is left"


def test_what_would_be_started_is_shown_without_a_row(sandbox: Sandbox) -> None:
    first = make_album("One", "Slint")
    make_album("Two", "Slint")
    request = RunRequest(limit=1, language="fr")
    shown = runs.planned(request)
    assert not EnrichmentRun.objects.exists()
    started = runs.create_run(request, Trigger.BUTTON)
    assert (shown.selection, shown.options) == (started.selection, started.options)
    assert shown.selection == {"albums": [first.pk]}


@pytest.mark.parametrize(
    ("request_", "has_work"),
    [
        (RunRequest(), False),
        (RunRequest(force=True), True),
        (RunRequest(artists=[1]), True),
        (RunRequest(kind=Kind.DISCOGS), True),
        (RunRequest(limit=5, only="descriptions"), False),
    ],
    ids=["nothing is missing", "anew", "somebody was chosen", "only the source knows", "of nothing a part"],
)
def test_there_is_work_where_something_is_missing_or_was_asked_for(
    request_: RunRequest, has_work: bool, sandbox: Sandbox
) -> None:
    assert runs.has_work(request_) is has_work


def test_without_any_key_the_start_itself_says_what_to_set() -> None:
    assert runs.has_work(RunRequest())
    with pytest.raises(NothingConfigured, match="EURIA_API_KEY"):
        runs.create_run(RunRequest(), Trigger.BUTTON)


def test_single_items_are_asked_again_however_they_ended(sandbox: Sandbox) -> None:
    run = ended_with(Outcome.ENRICHED, Outcome.FAILED, Outcome.KEPT)
    elsewhere = ended_with(Outcome.FAILED).items.get()
    first, _second, third = run.items.order_by("pk").values_list("pk", flat=True)
    child = runs.retry_items(run, [third, elsewhere.pk, first, 4711], Trigger.BUTTON)
    assert child.parent == run
    assert child.selection["items"] == [first, third]
    assert child.options.get("missing_only") is False


def test_items_of_another_run_are_none_of_this_ones(sandbox: Sandbox) -> None:
    run, other = ended_with(Outcome.ENRICHED), ended_with(Outcome.FAILED)
    with pytest.raises(BadOption, match=f"^Run {run.pk} has nothing to take up again\\.$"):
        runs.retry_items(run, [other.items.get().pk], Trigger.BUTTON)
    assert not EnrichmentRun.objects.filter(parent=run).exists()


@pytest.mark.parametrize("again", [runs.resume, runs.retry_failed])
def test_beside_an_active_run_nothing_is_taken_up(again: Any, sandbox: Sandbox) -> None:
    ended, active = ended_with(Outcome.FAILED), make_run()
    for parent in (ended, active):
        with pytest.raises(AlreadyActive) as refused:
            again(parent, Trigger.BUTTON)
        assert refused.value.run == active


def test_a_step_that_aime_does_no_more_is_not_taken_up(sandbox: Sandbox) -> None:
    run = ended_with(Outcome.FAILED)
    add_phase(run, "covers_of_yore", prepared=False)
    assert [phase.name for phase in runs.resume(run, Trigger.BUTTON).phases.all()] == ["descriptions"]


def test_from_python_nothing_missing_is_told_without_a_run(sandbox: Sandbox) -> None:
    stats = enrich_albums()
    assert (stats["run_id"], stats["state"], stats["processing_time"]) == (None, "completed", 0)
    assert [stats[name] for name in ("total", "descriptions_added", "artist_images_added", "errors")] == [0] * 4
    assert not EnrichmentRun.objects.exists()


class Pausing:
    """A slice that meets a service which asks to wait."""

    turns = 0

    def __init__(self, run: EnrichmentRun, **_more: object) -> None:
        self.run = run

    def work(self) -> None:
        if lifecycle.begin(self.run):
            Pausing.turns += 1
            EnrichmentRun.objects.filter(pk=self.run.pk).update(state=State.PAUSED, resume_at=ahead(900))


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How often the caller looks again, instead of sleeping between."""
    taken: list[float] = []
    monkeypatch.setattr(Pausing, "turns", 0)
    monkeypatch.setattr(enrich, "Slice", Pausing)
    monkeypatch.setattr("enrichment.engine.enrich.time.sleep", taken.append)
    return taken


def test_whoever_waits_through_a_pause_sees_that_it_was_cancelled(naps: list[float]) -> None:
    run = make_run()
    add_phase(run, total=9)

    def look() -> None:
        if len(naps) == 3:
            lifecycle.cancel(run)

    assert work_through(run, look).state == State.CANCELLED
    assert (Pausing.turns, len(naps)) == (1, 3)


def test_a_pause_that_is_over_is_followed_by_the_next_turn(naps: list[float]) -> None:
    run = make_run()
    add_phase(run, total=9)

    def look() -> None:
        if Pausing.turns == 2:
            lifecycle.cancel(run)
        elif len(naps) == 2:
            EnrichmentRun.objects.update(resume_at=ago(1))

    assert work_through(run, look).state == State.CANCELLED
    assert Pausing.turns == 2
