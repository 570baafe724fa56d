"""When the schedules come, by the clock on the owner's wall."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.utils import timezone
from pytest_django import Settings

from enrichment.jobs import planning
from enrichment.jobs.planning import latest_start, next_at, start_after
from enrichment.models import Job, Preferences
from tests.cases import mostly_slow

EVERY_DAY = list(range(7))
TIMES = [time(2, 30), time(0), time(23, 30), time(0, 30), time(1), time(2), time(3)]
DAY = timedelta(days=1)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The days of the ten years from 2021 on which the clocks of the zone are changed."""
    noon = datetime(2021, 1, 1, 12, tzinfo=UTC)
    weeks = [noon + number * 7 * DAY for number in range(523)]
    offsets = [offset(week, zone) for week in weeks]
    changing = [week for week, one, other in zip(weeks, offsets, offsets[1:], strict=False) if one != other]
    days = [week + number * DAY for week in changing for number in range(7)]
    return tuple(day for day in days if offset(day, zone) != offset(day + DAY, zone))


def offset(day: datetime, zone: str) -> timedelta | None:
    return day.astimezone(ZoneInfo(zone)).utcoffset()


@cache
def alike_in_none() -> list[str]:
    """One zone for each way of changing clocks: where they never are, there is nothing to tell apart."""
    ways = {tuple((day, day.astimezone(ZoneInfo(zone)).utcoffset()) for day in changes(zone)): zone
            for zone in sorted(available_timezones())}  # fmt: skip
    return sorted(ways.values())


def starts(at: time, after: datetime, zone: ZoneInfo, number: int) -> Iterator[datetime]:
    for _ in range(number):
        after = next_at(at, EVERY_DAY, after, zone)
        yield after


@pytest.mark.parametrize("at", mostly_slow(TIMES, quick=3), ids=str)
def test_whatever_the_zone_does_to_its_clocks_each_night_has_one_start(at: time) -> None:
    zones = alike_in_none()
    assert len(zones) > 30
    for name in zones:
        zone = ZoneInfo(name)
        for change in changes(name):
            before = (change - 2 * DAY).astimezone(zone)
            nights = [before.date() + number * DAY for number in range(1, 7)]
            found = list(starts(at, datetime.combine(before.date(), time(23, 59), zone), zone, len(nights)))
            assert [name, *map(night_of(at, zone), found)] == [name, *nights]


def night_of(at: time, zone: ZoneInfo) -> Callable[[datetime], date]:
    def night(start: datetime) -> date:
        """The day whose start this is: it comes on time, or as much later as the clock has skipped."""
        wall = start.astimezone(zone).replace(tzinfo=None)
        late = (datetime.combine(date.min, wall.time()) - datetime.combine(date.min, at)) % DAY
        assert late <= timedelta(hours=3)  # a station in the Antarctic
        return (wall - late).date()

    return night


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("2026-11-22T12:00+00:00", "2026-11-23T01:00+00:00"),  # winter: 02:00 is 01:00 UTC
        ("2026-07-01T12:00+00:00", "2026-07-02T00:00+00:00"),  # summer: 02:00 is 00:00 UTC
        ("2026-10-24T23:59+00:00", "2026-10-25T00:00+00:00"),  # the first 02:00 of the long night
        ("2026-10-25T00:00+00:00", "2026-10-26T01:00+00:00"),  # and the second is none
        ("2026-10-25T00:59+00:00", "2026-10-26T01:00+00:00"),
        ("2026-03-29T00:30+00:00", "2026-03-29T01:00+00:00"),  # the 02:00 that does not come is 03:00
        ("2026-03-29T12:00+00:00", "2026-03-30T00:00+00:00"),
    ],
)
def test_two_in_the_morning_is_the_sites_own(settings: Settings, now: str, following: str) -> None:
    settings.TIME_ZONE = "Europe/Zurich"
    found = start_after(Job.NIGHT, Preferences(), datetime.fromisoformat(now))
    assert (found, found.tzinfo) == (datetime.fromisoformat(following), UTC)


@pytest.mark.parametrize(
    ("at", "days", "expected"),
    [
        (time(2), EVERY_DAY, "2026-11-23 02:00"),
        (time(14), EVERY_DAY, "2026-11-22 14:00"),
        (time(12), [6], "2026-11-29 12:00"),
        (time(2), [2], "2026-11-25 02:00"),
        (time(2), [6], "2026-11-29 02:00"),
    ],
)
def test_only_the_chosen_days_count(settings: Settings, at: time, days: list[int], expected: str) -> None:
    settings.TIME_ZONE = "Europe/Zurich"
    sunday = datetime.fromisoformat("2026-11-22T12:00+01:00")
    found = start_after(Job.DISCOGS, Preferences(discogs_time=at, discogs_days=days), sunday)
    assert f"{timezone.localtime(found):%Y-%m-%d %H:%M}" == expected


def test_the_tracker_comes_every_so_many_hours() -> None:
    now, every_four = datetime(2026, 10, 25, tzinfo=UTC), Preferences(lastfm_every_hours=4)
    assert start_after(Job.LASTFM, every_four, now) == now + timedelta(hours=4)
    assert latest_start(Job.LASTFM, every_four, now) == now + timedelta(hours=8)


def test_another_timetable_reads_differently(settings: Settings) -> None:
    found = {planning.in_words(Job.NIGHT, one) for one in (Preferences(), Preferences(night_time=time(2, 30)))}
    found |= {planning.in_words(Job.NIGHT, Preferences(night_days=[0, 1]))}
    settings.TIME_ZONE = "Asia/Tokyo"
    assert len(found | {planning.in_words(Job.NIGHT, Preferences())}) == 4
