"""The collection in numbers."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from collection.browsing.choices import Choices
from collection.browsing.matching import chosen
from collection.browsing.overview import Chart, Statistics
from collection.models import Album, Scrobble
from collection.models.artist import PhotoDecision
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def play(album: Album, *moments: datetime) -> None:
    for number, moment in enumerate(moments):
        Scrobble.objects.create(album=album, played_at=moment, artist_name="x", track_title=f"t{number}")


def read(query: str) -> Choices:
    return Choices.read(QueryDict(query.removeprefix("?")).dict())


def chart(name: str) -> dict[str, int]:
    (found,) = [one for one in Statistics(TODAY).charts if one.name == name] or [Chart(name, "", [])]
    return {bar.label: bar.count for bar in found.bars}


@pytest.fixture
def shelf() -> None:
    added = datetime(2024, 5, 1, tzinfo=UTC)
    first = make_album(
        "a", "AIR", genres=["Pop", "Rock"], styles=["Ambient"], labels=["Source", "Virgin"], added_at=added
    )
    second = make_album("b", "Björk", genres=["Rock"], labels=["One"], year=1993, support="CD", ai_description="Text.")
    third = make_album("c", year=2015, original_year=1959, support="CD", added_at=datetime(2026, 1, 2, tzinfo=UTC))
    make_album("gone", genres=["Rock"], removed_at=added, added_at=added)
    make_album("heard", genres=["Rock"], source="lastfm")
    play(first, datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 9, 30, tzinfo=UTC))
    play(second, datetime(2026, 10, 31, 12, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
    assert not third.scrobbles.exists()
    make_photo(make_artist("AIR"))
    make_album("gone too", "Guru", removed_at=added)
    make_artist("Faceless", photo_answer=PhotoDecision.NO_PHOTO)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("name", "bars"),
    [
        ("decades", {"1950s": 1, "1990s": 1}),
        ("genres", {"Rock": 2, "Pop": 1}),
        ("styles", {"Ambient": 1}),
        ("labels", {"One": 1, "Source": 1, "Virgin": 1}),
        ("formats", {"CD": 2}),
        ("growth", {"2024": 1, "2026": 1}),
        ("listening", {"September 2026": 1, "October 2026": 1, "November 2026": 2}),
    ],
)
def test_a_chart_counts_what_is_on_the_shelf(name: str, bars: dict[str, int]) -> None:
    assert chart(name) == bars


@pytest.mark.usefixtures("shelf")
def test_every_bar_leads_to_its_albums() -> None:
    statistics = Statistics(TODAY)
    for one in statistics.charts:
        for bar in one.bars:
            found = chosen(read(bar.query)).count()
            assert found == (1 if one.name == "listening" else bar.count), (one.name, bar)
    assert chosen(read(statistics.never_played_query)).count() == statistics.never_played == 1


@pytest.mark.usefixtures("shelf")
def test_what_is_filled_and_played_is_counted() -> None:
    statistics = Statistics(TODAY)
    assert [(one.count, one.total, one.share) for one in statistics.coverage] == [(1, 3, 33), (0, 3, 0), (1, 2, 50)]
    assert [chosen(read(one.query)).count() for one in statistics.coverage] == [2, 3, 1]
    assert [(one.album.title, one.tracks) for one in statistics.most_played] == [("a", 3), ("b", 2)]


def test_the_fullest_bars_are_kept_and_the_longest_is_whole() -> None:
    for number in range(20):
        make_album(f"{number}", labels=[f"L{number:02}", "All"])
    (labels,) = [one for one in Statistics(TODAY).charts if one.name == "labels"]
    assert [bar.label for bar in labels.bars] == ["All", *(f"L{number:02}" for number in range(14))]
    assert [bar.share for bar in labels.bars][:2] == [100, 5]


def test_odd_lists_and_an_empty_collection_break_nothing() -> None:
    assert Statistics(TODAY).charts == []
    make_album("odd", genres={"a": 1}, labels=["", 3, "Blue Note", ["a"]], styles="Bop")
    make_album("like it", labels=["Blue Note", "Virgin \x1f, Records"], styles=[])
    assert chart("labels") == {"Blue Note": 2, "Virgin \x1f, Records": 1}
    assert chart("genres") == chart("styles") == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="another database chooses its plan by its statistics")
@pytest.mark.usefixtures("shelf")
def test_the_rows_of_all_albums_are_not_read() -> None:
    with CaptureQueriesContext(connection) as captured:
        Statistics(TODAY)
    plans = []
    with connection.cursor() as cursor:
        for query in captured:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans += [row[3] for row in cursor.fetchall()]
    through = [plan for plan in plans if plan.startswith(("SCAN collection_album", "SEARCH collection_album "))]
    reading = [plan for plan in through if "COVERING" not in plan and "PRIMARY KEY" not in plan]
    assert reading == []
