"""What the schedules start, and what they leave."""

from ast import literal_eval

import pytest
from django_q.models import OrmQ, Schedule
from pytest_django import Settings

from enrichment.engine.lifecycle import cancel
from enrichment.jobs import schedules, slices
from enrichment.models import EnrichmentRun, Job, Kind, Preferences, ScheduledStart, StartResult, State, Trigger
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.running import start

pytestmark = pytest.mark.django_db(transaction=True)


def last() -> tuple[str, EnrichmentRun | None]:
    row = ScheduledStart.objects.latest("pk")
    return row.result, row.run


def test_the_night_starts_what_is_missing_within_its_caps(sandbox: Sandbox) -> None:
    first = make_album("One", "Slint")
    make_album("Two", "Slint")
    Preferences(night_enabled=True, night_max_items=1, night_max_tokens=5000).save()
    schedules.start(Job.NIGHT)

    run = EnrichmentRun.objects.get()
    assert last() == (StartResult.STARTED, run)
    assert (run.trigger, run.kind, run.state) == (Trigger.SCHEDULE, Kind.ENRICHMENT, State.QUEUED)
    assert run.selection == {"albums": [first.pk]}
    assert (run.options["max_tokens"], run.options["force"]) == (5000, False)
    assert OrmQ.objects.count() == 1


def test_when_nothing_is_missing_there_is_no_run(sandbox: Sandbox) -> None:
    Preferences(night_enabled=True).save()
    schedules.start(Job.NIGHT)
    assert not EnrichmentRun.objects.exists()
    assert last() == (StartResult.NOTHING_MISSING, None)


def test_a_night_that_meets_an_active_run_is_recorded_as_skipped(sandbox: Sandbox) -> None:
    make_album("One", "Slint")
    active = start()
    Preferences(night_enabled=True).save()
    schedules.start(Job.NIGHT)
    assert EnrichmentRun.objects.get() == active
    assert last() == (StartResult.SKIPPED, active)


def test_a_run_of_another_kind_is_no_obstacle(sandbox: Sandbox) -> None:
    make_album("One", "Slint")
    start(kind=Kind.DISCOGS)
    Preferences(night_enabled=True).save()
    schedules.start(Job.NIGHT)
    assert last()[0] == StartResult.STARTED


def test_without_keys_the_reason_is_recorded(settings: Settings) -> None:
    make_album("One", "Slint")
    Preferences(night_enabled=True).save()
    schedules.start(Job.NIGHT)
    assert ScheduledStart.objects.get().result == StartResult.REFUSED
    assert "EURIA_API_KEY" in ScheduledStart.objects.get().detail


@pytest.mark.parametrize(("job", "kind"), [(Job.DISCOGS, Kind.DISCOGS), (Job.LASTFM, Kind.LASTFM)])
def test_the_sources_are_asked_whatever_is_there(sandbox: Sandbox, job: str, kind: str) -> None:
    Preferences(discogs_enabled=True, lastfm_enabled=True).save()
    schedules.start(job)
    run = EnrichmentRun.objects.get(kind=kind)
    assert last() == (StartResult.STARTED, run)
    cancel(run)


def test_a_task_that_was_queued_before_the_switch_was_turned_does_nothing(sandbox: Sandbox) -> None:
    make_album("One", "Slint")
    Preferences().save()
    schedules.start(Job.NIGHT)
    assert not ScheduledStart.objects.exists()


@pytest.mark.parametrize("only", ["", "facts"])
def test_what_a_long_limit_stopped_is_taken_up_by_a_run_of_its_kind(sandbox: Sandbox, only: str) -> None:
    make_album("One", "Joni", source="discogs", discogs_id=1)
    sandbox.faults.add("rate_limited:discogs:retry_after=7200")
    run = start(kind=Kind.DISCOGS, only=only, language="fr")
    slices.work(run.pk)
    row = Schedule.objects.get(name=f"after run {run.pk}")
    assert literal_eval(row.args) == (run.pk,)

    schedules.start_missing(run.pk)
    following = EnrichmentRun.objects.latest("pk")
    assert (following.kind, following.options["only"], following.state) == (Kind.DISCOGS, only, State.QUEUED)
    assert following.options["language"] == "fr"
