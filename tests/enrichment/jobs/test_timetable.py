"""When the schedules come, by the clock on the owner's wall."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.conf import settings
from django_q.conf import Conf
from django_q.models import Schedule

from enrichment.jobs import timetable
from enrichment.models import Job, Preferences


@pytest.fixture
def in_zurich(monkeypatch: pytest.MonkeyPatch) -> None:
    """django-q2 reads the site's zone once, at its start."""
    assert settings.TIME_ZONE == Conf.TIME_ZONE
    monkeypatch.setattr(Conf, "TIME_ZONE", "Europe/Zurich")


@pytest.mark.parametrize(
    ("moment", "days", "line"),
    [
        (time(2), [0, 1, 2, 3, 4, 5, 6], "0 2 * * *"),
        (time(23, 45), [0], "45 23 * * 1"),
        (time(0, 5), [6], "5 0 * * 0"),
        (time(2, 30), [5, 6, 0], "30 2 * * 0,1,6"),
    ],
)
def test_days_are_counted_as_cron_does(moment: time, days: list[int], line: str) -> None:
    assert timetable.cron(moment, days) == line


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("2026-11-22T12:00+00:00", "2026-11-23T01:00+00:00"),  # winter: 02:00 is 01:00 UTC
        ("2026-07-01T12:00+00:00", "2026-07-02T00:00+00:00"),  # summer: 02:00 is 00:00 UTC
        ("2026-10-24T23:59+00:00", "2026-10-25T00:00+00:00"),  # the first 02:00 of the long night
        ("2026-03-29T12:00+00:00", "2026-03-30T00:00+00:00"),
    ],
)
def test_two_in_the_morning_is_the_sites_own(in_zurich: None, now: str, following: str) -> None:
    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        schedule = Schedule(**timetable.of(Job.NIGHT, Preferences()))
        assert schedule.calculate_next_run().astimezone(UTC) == datetime.fromisoformat(following)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_night_comes_within_a_day_when_the_clocks_change(in_zurich: None, day: str) -> None:
    noon = datetime.fromisoformat(f"{day}T12:00+00:00").timestamp() - 86400
    with time_machine.travel(noon, tick=False):
        following = Schedule(**timetable.of(Job.NIGHT, Preferences())).calculate_next_run()
        assert 0 < following.timestamp() - noon <= 86400


def test_the_tracker_comes_every_so_many_hours() -> None:
    wanted = timetable.of(Job.LASTFM, Preferences(lastfm_every_hours=4))
    assert wanted == {"schedule_type": Schedule.MINUTES, "minutes": 240}
