"""Times as the pages say them."""

import pytest

from enrichment.admin.pages import duration_range


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 40, "less than a minute"),
        (20, 90, "1–2 min"),
        (180, 290, "3–5 min"),
        (3_600, 10_740, "60–179 min"),
        (10_000, 10_800, "2–3 h"),
        (42_540, 79_860, "11–23 h"),
    ],
)
def test_a_time_to_expect_is_told_in_minutes_and_from_three_hours_on_in_hours(low: int, high: int, words: str) -> None:
    assert duration_range(low, high) == words
