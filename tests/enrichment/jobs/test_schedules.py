"""What the schedules start, what they leave, and how the owner's preferences become rows of django-q2."""

from ast import literal_eval
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django import Settings

from enrichment.engine.lifecycle import cancel
from enrichment.jobs import schedules, slices
from enrichment.models import EnrichmentRun, Job, Kind, Preferences, ScheduledStart, StartResult, State, Trigger
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.running import start

pytestmark = pytest.mark.django_db(transaction=True)
OWN = ("night", "discogs", "lastfm")


def rows() -> dict[str, str | int]:
    own = Schedule.objects.filter(name__in=OWN)
    return {row.name: row.cron or row.minutes for row in own}


def last() -> tuple[str, EnrichmentRun | None]:
    row = ScheduledStart.objects.latest("pk")
    return row.result, row.run


def test_everything_is_off_until_switched_on() -> None:
    Preferences.load().save()
    assert rows() == {}


def test_saving_the_preferences_makes_changes_and_removes_the_schedules() -> None:
    Preferences(night_enabled=True, discogs_enabled=True, discogs_days=[0], lastfm_enabled=True).save()
    assert rows() == {"night": "0 2 * * *", "discogs": "0 1 * * 1", "lastfm": 360}

    Preferences(night_enabled=True, night_days=[5, 6]).save()
    assert rows() == {"night": "0 2 * * 0,6"}

    Preferences().save()
    assert rows() == {}


def test_saving_again_leaves_the_next_time_as_it_is() -> None:
    Preferences(lastfm_enabled=True).save()
    before = Schedule.objects.get(name="lastfm")
    Preferences(lastfm_enabled=True, mail_to="me@example.com").save()
    after = Schedule.objects.get(name="lastfm")
    assert (after.pk, after.next_run) == (before.pk, before.next_run)


def test_django_q_finds_the_task_and_its_argument() -> None:
    Preferences(night_enabled=True).save()
    row = Schedule.objects.get(name="night")
    assert row.func == "enrichment.jobs.schedules.start"
    assert literal_eval(row.args) == ("night",)
    assert callable(schedules.start)


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


def test_the_hour_that_repeats_in_autumn_makes_one_night() -> None:
    Preferences(night_enabled=True, discogs_enabled=True).save()
    with timezone.override(ZoneInfo("Europe/Zurich")):
        for moment in ("2026-10-25T00:00:20+00:00", "2026-10-25T01:00:20+00:00", "2026-10-26T01:00:20+00:00"):
            with time_machine.travel(datetime.fromisoformat(moment), tick=False):
                schedules.start(Job.NIGHT)
    came = ScheduledStart.objects.order_by("pk").values_list("at", flat=True)
    assert [(moment.day, moment.hour) for moment in came] == [(25, 0), (26, 1)]


@pytest.mark.parametrize("only", ["", "facts"])
def test_what_a_long_limit_stopped_is_taken_up_by_a_run_of_its_kind(sandbox: Sandbox, only: str) -> None:
    make_album("One", "Joni", source="discogs", discogs_id=1)
    sandbox.faults.add("rate_limited:discogs:retry_after=7200")
    run = start(kind=Kind.DISCOGS, only=only)
    slices.work(run.pk)
    row = Schedule.objects.get(name=f"after run {run.pk}")
    assert literal_eval(row.args) == (run.pk,)

    schedules.start_missing(run.pk)
    following = EnrichmentRun.objects.latest("pk")
    assert (following.kind, following.options["only"], following.state) == (Kind.DISCOGS, only, State.QUEUED)
