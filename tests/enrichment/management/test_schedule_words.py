"""What `schedule` reads from its words, and how it tells a plan."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enrichment.management.commands import schedule
from enrichment.management.commands.schedule import DAYS, NO_LIMIT, clock, limit, week_days
from enrichment.models import Preferences
from tests.enrichment.management.shell import Shell

PLANS: list[tuple[str, dict[str, Any], str]] = [
    ("night", {}, "night: 02:00 every day"),
    ("night", {"night_time": time(3, 5), "night_days": [6]}, "night: 03:05 sun"),
    ("night", {"night_max_items": 1}, "night: 02:00 every day, at most 1 album"),
    ("night", {"night_max_items": 50}, "night: 02:00 every day, at most 50 albums"),
    ("night", {"night_max_tokens": 1}, "night: 02:00 every day, at most 1 word piece"),
    (
        "night",
        {"night_max_items": 2, "night_max_tokens": 9000},
        "night: 02:00 every day, at most 2 albums, at most 9000 word pieces",
    ),
    ("discogs", {"discogs_time": time(4), "discogs_days": [0, 2]}, "discogs: 04:00 mon,wed"),
    ("lastfm", {"lastfm_every_hours": 1}, "lastfm: every 1 hour"),
    ("lastfm", {"lastfm_every_hours": 6}, "lastfm: every 6 hours"),
]


@given(st.times())
def test_a_time_is_read_as_clocks_write_it(moment: time) -> None:
    whole = moment.replace(second=0, microsecond=0)
    assert clock(f"{moment:%H:%M}") == clock(f"{moment.hour}:{moment.minute}") == whole


@pytest.mark.parametrize("text", ["", "2", "02", "24:00", "12:60", "-1:30", "2.30", "02:00:00", "ten:five", ":"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"^a time looks like 02:00$"):
        clock(text)


@given(st.lists(st.sampled_from(DAYS), min_size=1), st.booleans())
def test_days_are_read_in_any_order_and_said_once(days: list[str], is_loud: bool) -> None:
    typed = ", ".join(day.upper() if is_loud else f" {day}" for day in days)
    assert [DAYS[day] for day in week_days(typed)] == sorted(set(days), key=DAYS.index)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("all", list(range(7))),
        (" ALL ", list(range(7))),
        ("Monday,sunday", [0, 6]),
        ("wed,", [2]),
        ("thu,,fri", [3, 4]),
    ],
)
def test_days_may_be_written_out(text: str, days: list[int]) -> None:
    assert week_days(text) == days


@pytest.mark.parametrize(
    "text", ["", " ", ",", "lundi", "mo", "mon;tue", "mon tue", "monkey", "mon,tuesdays", "all,mon", "8"]
)
def test_what_is_no_day_is_refused_with_the_days(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"mon, tue, wed, thu, fri, sat, sun, or all$"):
        week_days(text)


@pytest.mark.parametrize(("text", "number"), [("none", NO_LIMIT), (" None ", NO_LIMIT), ("1", 1), ("500", 500)])
def test_a_limit_may_be_none(text: str, number: int) -> None:
    assert limit(text) == number


@pytest.mark.parametrize("text", ["0", "-1", "many", ""])
def test_a_limit_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="from 1 on"):
        limit(text)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The line of a schedule that is on, with nothing of its past."""
    monkeypatch.setattr(schedule, "next_start", lambda job, preferences: None)
    monkeypatch.setattr(schedule, "last_start", lambda job: None)
    monkeypatch.setattr(schedule, "overdue", list)

    def tell(job: str, **values: Any) -> str:
        (line,) = schedule.schedule_lines(Preferences(**{f"{job}_enabled": True, **values}), [job])
        return line

    return tell


@pytest.mark.parametrize(("job", "values", "line"), PLANS, ids=[line for _job, _values, line in PLANS])
def test_a_plan_is_one_line(told: Callable[..., str], job: str, values: dict[str, Any], line: str) -> None:
    assert told(job, **values) == line


@pytest.mark.parametrize(("job", "values", "line"), PLANS[:3], ids=[line for _job, _values, line in PLANS[:3]])
def test_a_schedule_that_is_off_says_no_more(
    told: Callable[..., str], job: str, values: dict[str, Any], line: str
) -> None:
    assert told(job, **{**values, f"{job}_enabled": False}) == f"{job}: off"


def test_the_plan_speaks_french(told: Callable[..., str]) -> None:
    with translation.override("fr"):
        line = told("night", night_max_items=2)
    assert "02:00" in line
    assert "every day" not in line
    assert "at most" not in line


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--on",), "Say which schedule to change: night, discogs or lastfm."),
        (("night", "--show", "--days", "all"), "Say which schedule to change: night, discogs or lastfm."),
        (("night", "--every-hours", "3"), "--every-hours does not go with night."),
        (("lastfm", "--time", "02:00"), "--time does not go with lastfm."),
        (("discogs", "--max-tokens", "3"), "--max-tokens does not go with discogs."),
        (("discogs", "--max-items", "none"), "--max-items does not go with discogs."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_misuse_is_one_sentence(shell: Shell, words: tuple[str, ...], why: str) -> None:
    done = shell("schedule", *words)
    assert (done.status, done.out) == (2, "")
    assert why in done.err


@pytest.mark.django_db(transaction=True)
def test_one_schedule_is_shown_alone(shell: Shell) -> None:
    assert shell("schedule", "discogs").out == "discogs: off\n"
    assert shell("schedule", "lastfm", "--show").out == "lastfm: off\n"


@pytest.mark.django_db(transaction=True)
def test_switched_on_twice_it_is_on_once_with_what_was_said_first(shell: Shell) -> None:
    first = shell("schedule", "lastfm", "--on", "--every-hours", "5")
    again = shell("schedule", "lastfm", "--on")
    assert first.out.splitlines()[0] == again.out.splitlines()[0] == "lastfm: every 5 hours"
    assert Preferences.objects.count() == 1
