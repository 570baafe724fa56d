"""Saving release records: idempotent, careful with what the owner wrote, cheap."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from collection.importing import (
    RecordRefusedError,
    Refusal,
    ReleaseRecord,
    read_collection,
    save_batch,
    save_release,
    save_releases,
)
from collection.importing.records import MOST_REFUSALS_KEPT
from collection.models import Album
from tests.collection.importing.records import MOON_SAFARI, bare, release

pytestmark = pytest.mark.django_db


def test_everything_a_record_says_is_stored() -> None:
    album, change = save_release(MOON_SAFARI)
    stored = Album.objects.get()
    assert (change, stored) == ("created", album)
    assert (stored.discogs_id, stored.discogs_master_id, stored.source) == (1001, 2001, "discogs")
    assert (stored.year, stored.original_year, stored.support, stored.catalog_number) == (2015, 1998, "Vinyl", "V 2848")
    assert stored.country == "Europe"
    assert (stored.labels, stored.genres, stored.styles) == (["Source", "Virgin"], ["Electronic"], ["Downtempo"])
    assert stored.tracklist == [{"position": "A1", "title": "La femme d'argent", "duration": "7:08"}]
    assert stored.image_url == "https://i.discogs.com/cover.jpg"
    assert stored.artist_credit == "AIR"
    stored.full_clean()


def test_saving_again_changes_nothing_and_writes_nothing() -> None:
    save_release(MOON_SAFARI)
    with CaptureQueriesContext(connection) as captured:
        assert save_release(MOON_SAFARI)[1] == "unchanged"
    assert [query["sql"] for query in captured if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


@pytest.mark.parametrize(
    ("field", "column", "value", "stored"),
    [
        ("title", "title", "Moon Safari II", "Moon Safari II"),
        ("year", "year", 2016, 2016),
        ("original_year", "original_year", 1997, 1997),
        ("support", "support", "CD", "CD"),
        ("labels", "labels", ("Parlophone",), ["Parlophone"]),
        ("genres", "genres", ("Pop",), ["Pop"]),
        ("cover_url", "image_url", "https://i.discogs.com/b.jpg", "https://i.discogs.com/b.jpg"),
        ("copies", "copies", 2, 2),
    ],
)
def test_a_changed_value_is_updated_unless_locked(field: str, column: str, value: Any, stored: Any) -> None:
    album, _change = save_release(MOON_SAFARI)
    before = getattr(album, column)
    album.lock([column])
    album.save()
    changed = replace(MOON_SAFARI, **{field: value})
    assert save_release(changed)[1] == "unchanged"
    assert getattr(Album.objects.get(), column) == before
    Album.objects.update(locked_fields=[])
    assert save_release(changed)[1] == "updated"
    assert getattr(Album.objects.get(), column) == stored


def test_emptiness_never_overwrites() -> None:
    save_release(MOON_SAFARI)
    before = Album.objects.values().get()
    assert save_release(bare("Moon Safari", "AIR", discogs_id=1001))[1] == "unchanged"
    assert Album.objects.values().get() == before


def test_labels_written_as_one_text_do_not_replace_the_list() -> None:
    save_release(MOON_SAFARI)
    assert save_release(replace(MOON_SAFARI, labels=("Source, Virgin",), is_exact=False))[1] == "unchanged"


@pytest.mark.parametrize(
    "other",
    [
        release(discogs_id=1002),
        release(discogs_id=None, source="import"),
        release("Moon Safari", "Someone Else", discogs_id=1002, master_id=None),
    ],
)
def test_albums_are_never_merged_by_title(other: ReleaseRecord) -> None:
    assert [change for _album, change in save_batch([MOON_SAFARI, other])] == ["created", "created"]
    assert Album.objects.count() == 2


def test_without_a_release_id_source_artists_and_title_tell_albums_apart() -> None:
    records = [
        bare("Earth", "Earth", source="lastfm"),
        bare("Earth", "Sun", source="lastfm"),
        bare("Earth", "Earth", source="import"),
        bare("Earth", "Earth", "Sun", source="lastfm"),
    ]
    assert save_releases(records).created == 4
    again = save_releases(records)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)


def test_an_owners_album_of_the_same_name_is_left_alone() -> None:
    album, _change = save_release(bare("Earth", "Earth", source="manual"))
    save_release(bare("Earth", "Earth", source="lastfm"))
    assert Album.objects.exclude(pk=album.pk).get().source == "lastfm"


def test_a_release_twice_in_one_batch_is_one_album() -> None:
    changes = [change for _album, change in save_batch([MOON_SAFARI, MOON_SAFARI, replace(MOON_SAFARI, year=2020)])]
    assert changes == ["created", "unchanged", "updated"]
    assert Album.objects.get().year == 2020


def test_a_page_address_is_made_up_only_where_none_is_known() -> None:
    album, _change = save_release(bare("A", "B", discogs_id=5))
    assert album.discogs_url == "https://www.discogs.com/release/5"
    save_release(MOON_SAFARI)
    save_release(replace(MOON_SAFARI, discogs_url=""))
    assert Album.objects.get(discogs_id=1001).discogs_url == MOON_SAFARI.discogs_url


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (bare("", "AIR"), "it has no title."),
        (bare("Moon Safari"), "it has no artist."),
        (bare("Moon Safari", ""), "it has no artist."),
        (bare("x" * 501, "AIR"), "its title is longer than 500 characters."),
        (bare("Moon Safari", "x" * 501), "an artist's name is longer than 500 characters."),
    ],
)
def test_an_unusable_record_is_refused_and_costs_no_other(record: ReleaseRecord, reason: str) -> None:
    earlier = Refusal("row 2", "", "torn")
    report = save_releases([earlier, release(discogs_id=1), replace(record, where="row 4"), release(discogs_id=2)])
    assert report.refusals == [earlier, Refusal("row 4", record.title, reason)]
    assert (report.created, Album.objects.count()) == (2, 2)
    with pytest.raises(RecordRefusedError, match=reason):
        save_release(record)


def test_the_longest_names_and_odd_scripts_are_stored() -> None:
    titles = ["x" * 500, "🎵🎶 emoji", "أم كلثوم", "שלום", "ﷺ" * 500]
    assert save_releases(bare(title, title, discogs_id=n) for n, title in enumerate(titles, 1)).created == 5
    assert list(Album.objects.order_by("discogs_id").values_list("title", flat=True)) == titles


def test_a_record_that_the_database_refuses_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(records: list[ReleaseRecord]) -> Any:
        if any(record.discogs_id == 2 for record in records):
            raise IntegrityError
        return save_batch(records)

    monkeypatch.setattr("collection.importing.store.save_batch", refuse)
    report = save_releases([release(discogs_id=n, where=f"row {n}") for n in (1, 2, 3)])
    assert report.created == 2
    assert [str(refusal) for refusal in report.refusals] == ["row 2 “Moon Safari”: the database did not accept it."]


def test_a_failing_batch_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collection.importing.store.save_credits", lambda credited: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_batch([MOON_SAFARI])
    assert not Album.objects.exists()


def test_a_batch_takes_a_handful_of_queries_however_many_releases() -> None:
    def taken(howmany: int) -> int:
        records = [release(f"T{n}", f"A{n}", f"B{n}", discogs_id=n + 1) for n in range(howmany)]
        with CaptureQueriesContext(connection) as captured:
            save_batch(records)
        return len(captured)

    assert taken(100) <= 20  # SQLite takes 999 values a query, hence the several inserts
    assert taken(100) == taken(50) <= 6


def test_the_date_of_adding_is_the_first_that_was_told() -> None:
    first, second = datetime(2020, 1, 2, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    save_releases([release(added_at=first)])
    save_releases([release(added_at=second)])
    assert Album.objects.get().added_at == first


def test_refusals_are_counted_and_the_first_thousand_kept() -> None:
    report = save_releases(read_collection(b"Artist,Title\n" + b"x\n" * 1_500 + b"AIR,Moon Safari\n" + b",y\n" * 10))
    assert (report.created, report.refused, report.not_named) == (1, 1_510, 510)
    assert len(report.refusals) == MOST_REFUSALS_KEPT
    assert [refusal.where for refusal in report.refusals[:: MOST_REFUSALS_KEPT - 1]] == ["row 2", "row 1001"]


@pytest.mark.slow
def test_bad_rows_cost_next_to_nothing() -> None:
    file = b"Artist,Title\n" + b"x\n" * 200_000
    started = time.process_time()
    assert save_releases(read_collection(file)).refused == 200_000
    assert time.process_time() - started < 2
