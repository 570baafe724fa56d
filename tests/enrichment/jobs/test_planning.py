"""How the owner's preferences become rows of django-q2, and what a leap of the clock does to them."""

from ast import literal_eval
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django import Settings
from time_machine import Traveller

from enrichment.jobs import planning, schedules, slices
from enrichment.jobs.planning import next_start, plan
from enrichment.jobs.queue import SWEEP
from enrichment.jobs.schedules import start_due
from enrichment.models import Job, Preferences
from tests.cases import mostly_slow

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def in_zurich(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Zurich"
    Schedule.objects.all().delete()  # the sweep


@pytest.fixture
def clock() -> Iterator[Traveller]:
    with time_machine.travel("2026-11-22T12:00+01:00", tick=False) as traveller:  # a Sunday
        yield traveller


def planned() -> dict[str, str]:
    """When each of the owner's schedules comes, in UTC."""
    rows = Schedule.objects.filter(name__in=Job.values).exclude(repeats=0)
    return {row.name: f"{row.next_run:%d. %H:%M}" for row in rows}


def come() -> int:
    """Look at the schedules, as a cluster does; returns how many tasks that made."""
    before = OrmQ.objects.count()
    start_due()
    return int(OrmQ.objects.count() - before)


def test_everything_is_off_until_switched_on() -> None:
    Preferences.load().save()
    assert planned() == {}


def test_saving_the_preferences_makes_changes_and_removes_the_schedules(clock: Traveller) -> None:
    Preferences(night_enabled=True, discogs_enabled=True, discogs_days=[0], lastfm_enabled=True).save()
    assert planned() == {"night": "23. 01:00", "discogs": "23. 00:00", "lastfm": "22. 11:00"}

    Preferences(night_enabled=True, night_days=[5, 6]).save()
    assert planned() == {"night": "28. 01:00"}

    Preferences(night_enabled=True).save()
    assert planned() == {"night": "23. 01:00"}

    Preferences().save()
    assert planned() == {}


def test_saving_again_leaves_the_next_time_as_it_is() -> None:
    Preferences(lastfm_enabled=True, night_enabled=True).save()
    before = list(Schedule.objects.filter(name__in=Job.values).values())
    Preferences(lastfm_enabled=True, night_enabled=True, mail_to="me@example.com").save()
    assert list(Schedule.objects.filter(name__in=Job.values).values()) == before


def test_django_q_finds_the_tasks_and_their_arguments() -> None:
    Preferences(night_enabled=True).save()
    row = Schedule.objects.get(name="night")
    assert (row.func, literal_eval(row.args)) == (f"{schedules.__name__}.start", ("night",))
    assert callable(schedules.start)
    assert f"{slices.__name__}.sweep" == SWEEP


def test_a_start_comes_once_and_is_planned_anew_by_the_sweep(clock: Traveller) -> None:
    Preferences(night_enabled=True).save()
    clock.move_to("2026-11-23T02:00:20+01:00")
    assert (come(), come()) == (1, 0)
    assert planned() == {}
    assert next_start(Job.NIGHT, Preferences.load()) == datetime.fromisoformat("2026-11-24T02:00+01:00")
    slices.sweep()
    assert planned() == {"night": "24. 01:00"}
    assert come() == 0


def test_the_tracker_keeps_its_pace_from_one_start_to_the_next(clock: Traveller) -> None:
    Preferences(lastfm_enabled=True, lastfm_every_hours=6).save()
    clock.shift(timedelta(seconds=29))
    assert come() == 1
    clock.shift(timedelta(seconds=7))
    plan()
    assert planned() == {"lastfm": "22. 17:00"}
    Preferences(lastfm_enabled=True, lastfm_every_hours=3).save()
    assert planned() == {"lastfm": "22. 11:00"}  # another pace begins at once


def test_what_was_missed_comes_once(clock: Traveller) -> None:
    Preferences(night_enabled=True, lastfm_enabled=True).save()
    clock.shift(timedelta(days=30))
    plan()
    assert come() == 2
    plan()
    assert come() == 0
    assert planned() == {"night": "23. 01:00", "lastfm": "22. 17:00"}


@pytest.mark.parametrize("change", mostly_slow(["2026-10-25", "2026-03-29"], quick=0, once=False))
def test_where_the_clocks_are_changed_django_q_has_one_start_a_night(change: str) -> None:
    """Every minute of those nights."""
    with time_machine.travel(f"{change}T00:00+00:00", tick=False) as clock:
        clock.shift(-timedelta(hours=2))
        Preferences(night_enabled=True, night_time=time(2, 30), discogs_enabled=True, discogs_time=time(2)).save()
        made = 0
        for _ in range(5 * 60):
            clock.shift(timedelta(minutes=1))
            made += come()
            plan()
        assert made == 2


def test_django_q_reckons_with_no_clock_time_of_ours() -> None:
    Preferences(night_enabled=True, discogs_enabled=True, lastfm_enabled=True).save()
    planning.ensure_sweep()
    kinds = set(Schedule.objects.values_list("schedule_type", flat=True))
    assert kinds <= {Schedule.ONCE, Schedule.MINUTES}


def test_a_schedule_of_an_earlier_version_is_planned_anew(clock: Traveller) -> None:
    Preferences(night_enabled=True).save()
    Schedule.objects.filter(name="night").update(schedule_type=Schedule.CRON, repeats=-1, cron="0 2 * * *")
    plan()
    assert Schedule.objects.get(name="night").schedule_type == Schedule.ONCE
    assert planned() == {"night": "23. 01:00"}


def test_another_time_zone_plans_anew(clock: Traveller, settings: Settings) -> None:
    Preferences(night_enabled=True).save()
    settings.TIME_ZONE = "Asia/Tokyo"
    plan()
    assert planned() == {"night": "22. 17:00"}


def test_of_two_rows_from_a_loaded_dump_one_stays(clock: Traveller) -> None:
    Preferences(night_enabled=True).save()
    row = Schedule.objects.get(name="night")
    row.pk = None
    row.save()
    plan()
    assert planned() == {"night": "23. 01:00"}
    assert Schedule.objects.filter(name="night").count() == 1


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=900)])
def test_a_clock_that_stood_ahead_keeps_no_start_from_coming(clock: Traveller, ahead: timedelta) -> None:
    clock.shift(ahead)
    Preferences(night_enabled=True, lastfm_enabled=True).save()
    planning.ensure_sweep()
    come()
    plan()
    clock.shift(-ahead)
    slices.sweep()
    assert planned() == {"night": "23. 01:00", "lastfm": "22. 17:00"}
    assert Schedule.objects.get(name="sweep").next_run <= timezone.now()


def test_a_clock_that_is_set_back_over_a_start_makes_no_second_one(clock: Traveller) -> None:
    Preferences(night_enabled=True).save()
    clock.move_to("2026-11-23T02:00:20+01:00")
    assert come() == 1
    clock.shift(-2 * HOUR)
    plan()
    clock.shift(3 * HOUR)
    assert come() == 0
    assert planned() == {"night": "24. 01:00"}
