"""Years and months as moments from and until, in the site's own time."""

from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

MOST_YEARS = 80


class Span(NamedTuple):
    """From `begin` until just before `end`."""

    begin: datetime
    end: datetime


def year(number: int) -> Span:
    return Span(_first_of(number, 1), _first_of(number + 1, 1))


def month(name: str) -> Span:
    """Of a month such as "2026-10"."""
    number = int(name[:4]) * 12 + int(name[5:]) - 1
    return Span(_first_of(number // 12, number % 12 + 1), _first_of((number + 1) // 12, (number + 1) % 12 + 1))


def years(first: datetime | None, last: datetime | None) -> dict[int, Span]:
    """Every year from that of `first` to that of `last`, a lifetime at most."""
    if first is None or last is None:
        return {}
    newest = timezone.localtime(last).year
    oldest = max(timezone.localtime(first).year, newest - MOST_YEARS + 1)
    return {number: year(number) for number in range(oldest, newest + 1)}


def months(last: date, count: int) -> dict[str, Span]:
    """The `count` months up to that of `last`, by their names."""
    newest = last.year * 12 + last.month - 1
    names = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(newest - count + 1, newest + 1)]
    return {name: month(name) for name in names}


def _first_of(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime(year, month, 1))  # noqa: DTZ001 - the site's own time zone is put to it
