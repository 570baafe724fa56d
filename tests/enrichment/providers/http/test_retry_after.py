from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.providers.http.retry_after import LONGEST_SECONDS, SHORTEST_SECONDS, retry_after_seconds

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2", 2),
        (" 40 ", 40),
        ("1.5", 1.5),
        ("86400", 86_400),
        ("0", SHORTEST_SECONDS),
        ("9" * 400, LONGEST_SECONDS),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 12:00:30 -0000", 30),
        ("Sunday, 22-Nov-26 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", SHORTEST_SECONDS),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_SECONDS),
        (None, None),
        ("", None),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("1e9", None),
        ("soon", None),
        ("٣٠", None),
        ("Sun, 99 Nov 2026 12:00:30 GMT", None),
        ("Sun, 22 Nov 99999999999 12:00:30 GMT", None),
    ],
)
def test_seconds_and_dates_are_read_and_nonsense_is_not(value: str | None, expected: float | None) -> None:
    assert retry_after_seconds(value, NOW) == expected


@given(st.text(max_size=60))
def test_any_header_gives_a_bearable_wait_or_none(value: str) -> None:
    seconds = retry_after_seconds(value, NOW)
    assert seconds is None or SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - given by timezones
def test_any_date_gives_a_bearable_wait(moment: datetime) -> None:
    seconds = retry_after_seconds(format_datetime(moment, usegmt=True), NOW)
    assert seconds is not None
    assert SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS
