"""What a refresh and a verification tell, and the run that records work which asked no service."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.results import (
    FILL,
    LOCKED,
    MOST_EXAMPLES,
    REFUSED,
    REPLACE,
    Change,
    Coverage,
    Record,
    RefreshReport,
    Result,
    Suspect,
    Verification,
    cached_moment,
)
from tests.builders import make_album, make_artist


@pytest.mark.parametrize(("kind", "writes"), [(FILL, True), (REPLACE, True), (LOCKED, False), (REFUSED, False)])
def test_only_what_fills_or_replaces_is_written(kind: str, writes: bool) -> None:
    assert Change("descriptions", "Blue Train", kind).writes is writes


def test_a_refresh_counts_each_kind_of_change() -> None:
    report = RefreshReport()
    for kind in (FILL, FILL, FILL, REPLACE, REPLACE, LOCKED, REFUSED):
        report.count(Change("descriptions", "Blue Train", kind))
    assert report == RefreshReport(filled=3, replaced=2, locked=1, refused=1)
    assert report.changes == 5


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-01-02T03:04:05+00:00", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05+02:00", datetime(2026, 1, 2, 1, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ],
)
def test_the_time_of_a_cache_file_is_kept(told: str, moment: datetime) -> None:
    assert cached_moment(told) == moment
    assert cached_moment(told).tzinfo is UTC


@pytest.mark.parametrize("told", [None, "", "yesterday", 7, "2026-13-01T00:00:00", "2026-01-02T25:00:00"])
def test_a_time_that_cannot_be_read_is_now(told: object) -> None:
    assert abs(cached_moment(told) - timezone.now()).total_seconds() < 5


@pytest.mark.parametrize(("have", "of", "percent"), [(0, 0, 100.0), (0, 4, 0.0), (1, 4, 25.0), (4, 4, 100.0)])
def test_nothing_to_fill_is_full(have: int, of: int, percent: float) -> None:
    assert Coverage("photos", "photos", have, of).percent == percent


@pytest.mark.parametrize(
    ("expected", "percent", "under"), [(True, 51, True), (True, 50, False), (True, 0, False), (False, 51, False)]
)
def test_a_site_is_under_a_share_where_what_aime_fills_itself_is(expected: bool, percent: float, under: bool) -> None:
    full, half = Coverage("covers", "covers", 4, 4, expected=True), Coverage("photos", "photos", 2, 4, expected)
    assert Verification([full, half]).is_under(percent) is under
    assert Verification([half, full]).is_under(percent) is under


def test_however_many_suspects_there_are_all_are_counted_and_the_first_shown() -> None:
    found = Verification([])
    found.note(Suspect("photo_old", f"Artist {number}") for number in range(MOST_EXAMPLES + 10))
    found.note(iter([Suspect("year", "Blue Train", language="fr"), Suspect("year", "Kind of Blue", language="en")]))
    assert {kind: suspects.count for kind, suspects in found.suspects.items()} == {"photo_old": 60, "year": 2}
    assert [one.label for one in found.suspects["photo_old"].examples] == [f"Artist {n}" for n in range(MOST_EXAMPLES)]
    assert found.languages == {"fr", "en"}


def record() -> Record:
    return Record("command", ("descriptions", "artist_images"), "refresh")


@pytest.mark.django_db
def test_a_record_of_nothing_leaves_no_run() -> None:
    empty = record()
    empty.add("descriptions", [])
    assert empty.run is None
    assert not EnrichmentRun.objects.exists()


@pytest.mark.django_db
def test_what_was_recorded_is_a_finished_run_with_its_items_and_counts() -> None:
    kept = record()
    album, artist = make_album("Blue Train", "Coltrane"), make_artist("Coltrane")
    filled = Result(Outcome.CACHED, "cached", before={"a": 1}, after={"a": 2})
    kept.add("descriptions", [(album, album.label, filled)])
    kept.add("artist_images", [(artist, "A" * 2000, Result(Outcome.REVIEW, "imported", draft="d", detail="why"))])
    run = kept.run
    assert run is not None
    run.refresh_from_db()
    assert (run.state, run.trigger, run.options) == ("completed", "command", {"source": "refresh"})
    assert None not in (run.started_at, run.finished_at, run.reported_at)
    first, second = RunItem.objects.order_by("pk")
    assert (first.album, first.work_key, first.before, first.after) == (album, f"album:{album.pk}", {"a": 1}, {"a": 2})
    assert (second.artist, second.work_key, len(second.label)) == (artist, f"artist:{artist.pk}", 1100)
    assert (second.reason, second.detail, second.draft) == ("imported", "why", "d")
    phases = {row.name: row for row in run.phases.order_by("position")}
    assert list(phases) == ["descriptions", "artist_images"]
    assert [(row.total, row.cached, row.review, row.state) for row in phases.values()] == [
        (1, 1, 0, "done"),
        (1, 0, 1, "done"),
    ]


@pytest.mark.django_db
def test_many_changes_are_recorded_in_the_queries_of_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept = record()
    kept.open()
    albums = [make_album(f"Album {number}", "Coltrane") for number in range(20)]
    entries = [(album, album.title, Result(Outcome.CACHED)) for album in albums]
    with django_assert_num_queries(5):  # a savepoint and its end, the items, their counts, the run's end
        kept.add("descriptions", entries)
