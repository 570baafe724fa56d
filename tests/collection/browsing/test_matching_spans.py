"""Years and months, as the site's own clock counts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from collection.browsing.matching import MOST_YEARS, span_of_month, span_of_year, spans_of_months, spans_of_years

PARIS = ZoneInfo("Europe/Paris")


def day(year: int, month: int, number: int = 1) -> datetime:
    return timezone.make_aware(datetime(year, month, number))  # noqa: DTZ001 - the site's own zone is put to it


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("2026-01", day(2026, 1), day(2026, 2)),
        ("2026-11", day(2026, 11), day(2026, 12)),
        ("2026-12", day(2026, 12), day(2027, 1)),
        ("0001-01", day(1, 1), day(1, 2)),
        ("9998-12", day(9998, 12), day(9999, 1)),
    ],
)
def test_a_month_ends_where_the_next_one_begins(name: str, begin: datetime, end: datetime) -> None:
    assert span_of_month(name) == (begin, end)


@pytest.mark.parametrize("year", [1900, 2024, 9998])
def test_a_year_ends_where_the_next_one_begins(year: int) -> None:
    assert span_of_year(year) == (day(year, 1), day(year + 1, 1))


def test_a_year_begins_at_the_sites_own_midnight() -> None:
    with timezone.override(PARIS):
        assert span_of_year(2026).begin == datetime(2025, 12, 31, 23, tzinfo=UTC)
        assert span_of_month("2026-07").begin == datetime(2026, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "count", "names"),
    [
        (date(2026, 3, 31), 3, ["2026-01", "2026-02", "2026-03"]),
        (date(2026, 1, 1), 2, ["2025-12", "2026-01"]),
        (date(2026, 12, 31), 1, ["2026-12"]),
        (date(2026, 2, 1), 14, [f"2025-{month:02}" for month in range(1, 13)] + ["2026-01", "2026-02"]),
    ],
)
def test_the_last_months_are_named_oldest_first(last: date, count: int, names: list[str]) -> None:
    assert list(spans_of_months(last, count)) == names


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.integers(1, 40))
def test_months_follow_each_other_without_a_gap(last: date, count: int) -> None:
    spans = list(spans_of_months(last, count).values())
    assert len(spans) == count
    assert [one.end for one in spans[:-1]] == [one.begin for one in spans[1:]]
    assert spans[-1].begin <= day(last.year, last.month, last.day) < spans[-1].end


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (None, None, []),
        (day(2020, 5), None, []),
        (None, day(2020, 5), []),
        (day(2020, 5), day(2020, 6), [2020]),
        (day(2018, 12, 31), day(2020, 1), [2018, 2019, 2020]),
        (day(1900, 1), day(2020, 1), list(range(2020 - MOST_YEARS + 1, 2021))),
    ],
    ids=["nothing", "no last", "no first", "one year", "three", "a lifetime at most"],
)
def test_the_years_of_adding_are_all_there_are(first: datetime | None, last: datetime | None, years: list[int]) -> None:
    assert list(spans_of_years(first, last)) == years


def test_new_years_eve_belongs_to_the_year_that_the_site_has() -> None:
    eve = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert list(spans_of_years(eve, eve)) == [2025]
    with timezone.override(PARIS):
        assert list(spans_of_years(eve, eve)) == [2026]
        assert list(spans_of_years(eve - timedelta(hours=1), eve)) == [2025, 2026]
