"""The owner's collection at Discogs, read page by page over a real socket."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from collection.models import Album, Artist
from enrichment.engine import phase_worker
from enrichment.engine.items import claim
from enrichment.engine.request import NothingConfigured
from enrichment.models import Outcome, PhaseState, RunItem, RunPhase, State
from enrichment.sandbox import Options, Sandbox
from tests.conftest import Play
from tests.enrichment.phases.playing import many, numbers, read_pages, reasons, releases, sync
from tests.enrichment.running import phase_of

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = "discogs_collection"
SQLITE_VALUES = 32_766  # that many in one statement, where its builder raised no limit


def page_calls(sandbox: Sandbox) -> int:
    return sandbox.record.count("discogs", "collection")


def fact_calls(sandbox: Sandbox) -> int:
    return sandbox.record.count("discogs", "release") + sandbox.record.count("discogs", "master")


def test_all_pages_are_read_by_their_links(play: Play) -> None:
    sandbox = play(Sandbox(many(250)))
    run = read_pages()
    assert run.state == State.COMPLETED
    assert Album.objects.count() == 250
    assert page_calls(sandbox) == 3
    assert [item.after["created"] for item in run.items.order_by("pk")] == [100, 100, 50]


@pytest.mark.slow
def test_a_second_synchronisation_changes_nothing_and_makes_no_fact_call(sandbox: Sandbox) -> None:
    sync()
    before = list(Album.objects.order_by("pk").values())
    sandbox.record.clear()

    run = sync()
    assert list(Album.objects.order_by("pk").values()) == before
    assert (page_calls(sandbox), fact_calls(sandbox)) == (1, 0)
    assert reasons(run, PAGES) == [(Outcome.KEPT, "unchanged")]


@pytest.mark.slow
def test_a_synchronisation_that_finds_nothing_new_writes_nothing_of_the_collection(play: Play) -> None:
    play(Sandbox(many(250)))
    read_pages()
    with CaptureQueriesContext(connection) as seen:
        assert reasons(read_pages(), PAGES) == [(Outcome.KEPT, "unchanged")] * 3
    writes = [one["sql"] for one in seen.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes
    assert not [sql for sql in writes if "collection_" in sql]


@pytest.mark.slow
def test_a_page_is_taken_once_and_nothing_looked_for_while_it_is_asked(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(Sandbox(many(250)))
    taken: list[int] = []

    def counted(row: RunPhase, *more: Any) -> list[RunItem]:
        items = claim(row, *more)
        taken.append(len(items))
        return items

    monkeypatch.setattr(phase_worker, "claim", counted)
    monkeypatch.setattr("enrichment.engine.slice.LOOK_SECONDS", 600)
    read_pages()
    assert taken == [1, 1, 1, 0]


@pytest.mark.slow
def test_short_pages_lose_nothing(play: Play) -> None:
    sandbox = play(Sandbox(many(250), Options(faults=("short_pages",))))
    assert read_pages().state == State.COMPLETED
    assert Album.objects.count() == 250
    assert page_calls(sandbox) == 6


@pytest.mark.slow
def test_copies_are_counted_over_all_pages_and_stay_one_album(play: Play) -> None:
    play(Sandbox(many(150), Options(faults=("duplicates",))))
    read_pages()
    assert Album.objects.count() == 150
    assert set(Album.objects.values_list("copies", flat=True)) == {2}
    assert reasons(read_pages(), PAGES) == [(Outcome.KEPT, "unchanged")] * 2


def test_a_page_that_repeats_ends_the_reading_and_keeps_what_came(play: Play) -> None:
    sandbox = play(Sandbox(many(250), Options(faults=("repeating_page:after=1",))))
    other = Album.objects.create(title="Elsewhere", source="discogs", discogs_id=5)

    run = read_pages()
    assert reasons(run, PAGES) == [(Outcome.ENRICHED, ""), (Outcome.FAILED, "repeating_page")]
    assert Album.objects.count() == 101
    assert page_calls(sandbox) == 2
    other.refresh_from_db()
    assert other.removed_at is None


@pytest.mark.parametrize(
    ("fault", "code", "setting"),
    [
        ("private_collection", "private_collection", "DISCOGS_TOKEN"),
        ("unknown_user", "unknown_user", "DISCOGS_USERNAME"),
        ("refused_token", "refused_key", "DISCOGS_TOKEN"),
    ],
)
def test_a_refusal_names_the_setting_to_change(sandbox: Sandbox, fault: str, code: str, setting: str) -> None:
    sandbox.faults.add(fault)
    phase = phase_of(read_pages(), PAGES)
    assert (phase.state, phase.reason, phase.setting) == (PhaseState.STOPPED, code, setting)


def test_a_user_name_with_blanks_is_an_unknown_user(sandbox: Sandbox, settings: Settings) -> None:
    settings.DISCOGS_USERNAME = "some body/else?"
    phase = phase_of(read_pages(), PAGES)
    assert (phase.reason, phase.setting) == ("unknown_user", "DISCOGS_USERNAME")


@pytest.mark.slow
def test_a_guard_page_half_way_keeps_the_pages_already_read(play: Play) -> None:
    sandbox = play(Sandbox(many(250), Options(faults=("cloudflare:after=1",))))
    run = read_pages()
    assert reasons(run, PAGES) == [(Outcome.ENRICHED, ""), (Outcome.FAILED, "blocked_page")]
    assert Album.objects.count() == 100

    sandbox.faults.clear()
    assert read_pages().state == State.COMPLETED
    assert Album.objects.count() == 250


def test_a_row_that_cannot_be_stored_is_named_and_costs_no_other(play: Play) -> None:
    play(Sandbox(many(3), Options(faults=("odd_rows",))))
    run = read_pages()
    assert Album.objects.count() == 3
    failed = run.items.get(outcome=Outcome.FAILED)
    assert failed.reason == "unusable_release"
    assert "77" in failed.label


def test_an_album_that_is_gone_is_marked_reported_and_never_deleted(play: Play) -> None:
    play(Sandbox(many(3)))
    read_pages()
    play(Sandbox(many(2)))

    run = read_pages()
    assert Album.objects.count() == 3
    gone = Album.objects.get(removed_at__isnull=False)
    assert run.items.get(reason="removed").album == gone
    assert "Title 1003" in run.items.get(reason="removed").label

    assert not read_pages().items.filter(reason="removed").exists(), "it is reported once"
    play(Sandbox(many(3)))
    read_pages()
    assert not Album.objects.filter(removed_at__isnull=False).exists()


@pytest.fixture
def smallest_limit() -> Iterator[None]:
    """SQLite as it is where its builder raised nothing; other databases as they are."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    before = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, SQLITE_VALUES)
    yield
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


@pytest.mark.slow
@pytest.mark.usefixtures("smallest_limit")
def test_more_albums_may_be_gone_than_a_statement_takes(play: Play) -> None:
    """As when another user's name is set: SQLite takes so many values at once, and each item has 24."""
    Album.objects.bulk_create(
        Album(title=f"Sold {n}", source="discogs", discogs_id=5000 + n) for n in range(SQLITE_VALUES // 24 + 1)
    )
    play(Sandbox(many(2)))
    run = read_pages()
    assert run.items.filter(reason="seems_gone").count() == SQLITE_VALUES // 24 + 1


def test_nothing_is_marked_as_gone_when_rows_were_unreadable(play: Play) -> None:
    play(Sandbox(many(3)))
    read_pages()
    play(Sandbox(many(2), Options(faults=("odd_rows",))))
    read_pages()
    assert not Album.objects.filter(removed_at__isnull=False).exists()


def test_albums_from_elsewhere_are_not_marked(sandbox: Sandbox) -> None:
    Album.objects.create(title="By hand", source="manual", discogs_id=5)
    Album.objects.create(title="Heard", source="lastfm")
    read_pages()
    assert not Album.objects.filter(removed_at__isnull=False).exists()


def test_what_the_owner_changed_is_left_alone(play: Play) -> None:
    play(Sandbox(releases({"release_id": 7, "title": "Theirs", "year": 1999}), Options(faults=("duplicates",))))
    album = Album.objects.create(title="Mine", source="discogs", discogs_id=7, locked_fields=["title", "copies"])
    read_pages()
    album.refresh_from_db()
    assert (album.title, album.copies, album.year) == ("Mine", 1, 1999)


def test_numbers_of_homonyms_are_identity_and_never_shown(play: Play) -> None:
    play(
        Sandbox(
            releases({"artists": ["Nirvana"]}, {"artists": ["Nirvana (2)"]}, {"artists": ["Nirvana (2)", "Björk*"]})
        )
    )
    read_pages()
    names = list(Artist.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["Nirvana", "Nirvana (2)", "Björk"]
    assert [album.artist_credit for album in Album.objects.order_by("pk")] == ["Nirvana", "Nirvana", "Nirvana & Björk"]
    assert not Artist.objects.filter(discogs_artist_id=None).exists()


def test_without_a_user_name_the_run_is_refused(sandbox: Sandbox, settings: Settings) -> None:
    settings.DISCOGS_USERNAME = ""
    with pytest.raises(NothingConfigured, match="DISCOGS_USERNAME"):
        sync()


@pytest.mark.slow
@pytest.mark.usefixtures("short_pauses")
def test_a_short_pause_that_discogs_asks_for_is_waited_out(play: Play) -> None:
    play(Sandbox(many(150), Options(faults=("rate_limited:discogs:after=1:times=1:retry_after=0.1",))))
    assert read_pages().state == State.COMPLETED
    assert len(numbers()) == 150


@pytest.mark.slow
@pytest.mark.once
def test_ten_thousand_releases_are_read(play: Play) -> None:
    play(Sandbox(many(10_000)))
    run = read_pages()
    assert run.state == State.COMPLETED
    assert Album.objects.count() == 10_000
    assert phase_of(run, PAGES).total == 100
