"""Dates as people and programs write them, at the edges of what can be one; what a file's dates say of their order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from collection.importing.dates import DayOrder, moment


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return timezone.make_aware(datetime(year, month, day, hour, minute, second))  # noqa: DTZ001 - the site's own zone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/01/1900", at(1900, 1, 1)),
        ("31/12/1899", None),
        ("31/12/2200", at(2200, 12, 31)),
        ("01/01/2201", None),
        ("1899-12-31", None),
        ("1900-01-01", at(1900, 1, 1)),
        ("01/02/69", at(2069, 2, 1)),
        ("01/02/70", at(1970, 2, 1)),
        ("01/02/00", at(2000, 2, 1)),
        ("01/02/99", at(1999, 2, 1)),
        ("01/02/199", None),
        ("29/02/2020", at(2020, 2, 29)),
        ("29/02/2021", None),
        ("31/04/2021", None),
        ("13/13/2021", None),
        ("00/01/2021", None),
        ("1/2-2021", None),
        ("1.2.2021", at(2021, 2, 1)),
        ("1-2-2021", at(2021, 2, 1)),
        ("  1/2/2021  ", at(2021, 2, 1)),
    ],
)
def test_days_and_years_that_can_be_and_cannot(text: str, expected: datetime | None) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("03/02/2021", at(2021, 2, 3), at(2021, 3, 2)),
        ("12/12/2021", at(2021, 12, 12), at(2021, 12, 12)),
        ("13/12/2021", at(2021, 12, 13), at(2021, 12, 13)),
        ("12/13/2021", at(2021, 12, 13), at(2021, 12, 13)),
        ("2021-02-03", at(2021, 2, 3), at(2021, 2, 3)),
        ("2021/2/3", at(2021, 2, 3), at(2021, 2, 3)),
        ("3 Feb 2021", at(2021, 2, 3), at(2021, 2, 3)),
    ],
)
def test_the_day_comes_first_or_second_and_where_only_one_can_be_it_that_is_it(
    text: str, day_first: datetime, month_first: datetime
) -> None:
    assert moment(text) == day_first
    assert moment(text, day_first=False) == month_first


@pytest.mark.parametrize(
    ("clock", "hour", "minute", "second"),
    [
        ("0:00", 0, 0, 0),
        ("23:59", 23, 59, 0),
        ("9:05:07", 9, 5, 7),
        ("9h05", 9, 5, 0),
        ("9.05", 9, 5, 0),
        ("12:00 AM", 0, 0, 0),
        ("12:30 PM", 12, 30, 0),
        ("1:30 PM", 13, 30, 0),
        ("11:59 a.m.", 11, 59, 0),
        ("1:30 p", 13, 30, 0),
        ("24:00", None, None, None),
        ("9:60", None, None, None),
        ("9:05:60", None, None, None),
        ("19:17:16.200", 19, 17, 16),
        ("um 19:17 Uhr", 19, 17, 0),
        ("à 19:17", 19, 17, 0),
        ("kl. 19:17", 19, 17, 0),
        ("alle 19:17", 19, 17, 0),
        ("soon", None, None, None),
    ],
)
def test_times_of_the_day(clock: str, hour: int | None, minute: int, second: int) -> None:
    expected = None if hour is None else at(2020, 11, 18, hour, minute, second)
    assert moment(f"18/11/2020 {clock}") == expected


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Z", 0), ("UTC", 0), ("GMT", 0), ("+02:00", -2), ("+0200", -2), ("-0800", 8), (" -08:00", 8)],
)
@pytest.mark.parametrize("day", ["18/11/2020 12:00", "2020/11/18 12:00"])
def test_an_offset_says_whose_noon_it_was(day: str, zone: str, hours: int) -> None:
    assert moment(f"{day}{zone}") == datetime(2020, 11, 18, 12, tzinfo=UTC) + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20000", at(1954, 10, 3)),
        ("19999", None),
        ("79999", at(2119, 1, 10)),
        ("80000", None),
        ("44153,5", at(2020, 11, 18, 12)),
        ("44153.25", at(2020, 11, 18, 6)),
        ("4415", None),
        ("441530", None),
    ],
)
def test_a_number_of_a_spreadsheet_is_a_day(text: str, expected: datetime | None) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er janvier 2020", at(2020, 1, 1)),
        ("lundi 1er juin 2020 à 10:00", at(2020, 6, 1, 10)),
        ("samedi 29 février 2020", at(2020, 2, 29)),
        ("sab 18 lug 2020", at(2020, 7, 18)),
        ("jue 2 ene 2020", at(2020, 1, 2)),
        ("zo 5 jan 2020", at(2020, 1, 5)),
        ("3. März 2021", at(2021, 3, 3)),
        ("Di, 5. Okt 2021", at(2021, 10, 5)),
        ("5 de mayo de 2019", at(2019, 5, 5)),
        ("domenica 7 luglio 2019", at(2019, 7, 7)),
        ("zaterdag 2 mrt 2019", at(2019, 3, 2)),
        ("Dec 24 2018 18:30", at(2018, 12, 24, 18, 30)),
        ("May 2018", at(2018, 5, 1)),
        ("novembre", None),
        ("18 novembre", None),
        ("18 novembre 20", None),
        ("some day in 2018", None),
        ("2018", None),
        ("18 Brumaire 2018", None),
    ],
)
def test_days_in_words_need_a_year_and_a_month_that_is_known(text: str, expected: datetime | None) -> None:
    assert moment(text) == expected


def test_no_long_text_is_looked_through_for_a_date() -> None:
    assert moment("18 November 2020".ljust(60, ".")[:60].replace(".", " ")) == at(2020, 11, 18)
    assert moment("18 November 2020" + " and much more" * 4) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)), st.sampled_from(["/", ".", "-"]), st.booleans())  # noqa: DTZ001 - plain numbers
def test_every_day_is_read_as_it_is_written(when: datetime, sign: str, day_first: bool) -> None:
    expected = at(when.year, when.month, when.day, when.hour, when.minute)
    numbers = (when.day, when.month) if day_first else (when.month, when.day)
    written = f"{numbers[0]:02}{sign}{numbers[1]:02}{sign}{when.year} {when:%H:%M}"
    assert moment(written, day_first=day_first) == expected
    assert moment(f"{when:%Y-%m-%d %H:%M}") == expected
    assert moment(f"{when.year}/{when.month}/{when.day} {when:%I:%M %p}") == expected


@given(st.text(max_size=70))
def test_whatever_stands_in_a_cell_is_a_date_or_none(text: str) -> None:
    read = moment(text)
    assert read is None or (1900 <= read.year <= 2200 and read.tzinfo is not None)


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        (["13/01/2020"], True),
        (["01/13/2020"], False),
        (["12/12/2020"], None),
        (["1.2.2020"], True),
        (["01/02/2020 7:17 PM"], False),
        (["01/02/2020 7:17 am"], False),
        (["01/02/2020 19:17"], None),
        (["13/01/2020", "14/01/2020", "01/13/2020"], True),
        (["13/01/2020", "01/13/2020", "01/14/2020"], False),
        (["13/01/2020", "01/13/2020"], None),
        (["soon", "", "2020-01-13", "44153"], None),
        ([], None),
    ],
)
@pytest.mark.parametrize("usual", [True, False])
def test_what_can_be_read_in_one_way_alone_decides_for_the_file(
    texts: list[str], day_first: bool | None, usual: bool
) -> None:
    order = DayOrder(usual=usual)
    order.see(texts)
    assert order.day_first is (usual if day_first is None else day_first)


@pytest.mark.parametrize("usual", [True, False])
def test_where_both_ways_can_be_read_nobody_added_a_record_tomorrow(usual: bool) -> None:
    year = timezone.localtime().year
    for text, day_first in ((f"01/02/{year + 1}", usual), (f"12/01/{year}", None), (f"01/12/{year}", None)):
        order = DayOrder(usual=usual)
        order.see([text])
        ways = {way: moment(text, day_first=way) for way in (True, False)}
        ahead = [way for way, read in ways.items() if read and read > timezone.now()]
        expected = usual if len(ahead) != 1 else ahead == [False]
        assert order.day_first is (expected if day_first is None else day_first)


def test_dates_seen_in_several_columns_count_together() -> None:
    order = DayOrder(usual=False)
    order.see(["13/01/2020"])
    order.see(["14/01/2020"])
    order.see(["01/13/2020"])
    assert (order.firsts, order.seconds, order.day_first) == (2, 1, True)
