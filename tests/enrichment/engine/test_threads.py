"""How many connections a slice needs, and what becomes of items that the database would not let through."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.signals import connection_created
from pytest_django import Settings

from collection.models import Album
from enrichment.engine import rate_limit
from enrichment.engine.items import prepare_chunk
from enrichment.engine.slice import Slice
from enrichment.engine.threads import Desk
from enrichment.models import EnrichmentRun, RunItem
from enrichment.phases.base import Targets
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.sandbox import Sandbox
from tests.enrichment.running import enrich, outcomes, phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def connecting() -> Iterator[set[str]]:
    """The names of the threads that open a connection."""
    names: set[str] = set()

    def note(**_kwargs: Any) -> None:
        names.add(threading.current_thread().name)

    connection_created.connect(note)
    yield names
    connection_created.disconnect(note)


def test_however_many_threads_ask_one_connection_serves_them(
    sandbox: Sandbox, sample_albums: list[Album], settings: Settings, connecting: set[str]
) -> None:
    settings.EURIA_CONCURRENCY = settings.SPOTIFY_CONCURRENCY = 8
    settings.EURIA_REQUESTS_PER_MINUTE = settings.SPOTIFY_REQUESTS_PER_MINUTE = 6000
    run = enrich(limit=20)
    assert run.state == "completed"
    assert connecting - {threading.main_thread().name} == {"desk"}
    assert "desk" not in {thread.name for thread in threading.enumerate()}


def test_who_asks_gets_the_answer_or_the_error() -> None:
    desk = Desk()
    assert desk(max, 3, 4) == 4
    with pytest.raises(ZeroDivisionError):
        desk(divmod, 1, 0)
    desk.close()


def refuse_connections(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """As PostgreSQL does when all its connections are taken."""
    reserve, refusals = rate_limit.reserve, iter(range(times))
    monkeypatch.setattr("enrichment.engine.db_retry.TRIES", 1)

    def refused(name: str, per_minute: float) -> rate_limit.Reservation:
        if next(refusals, None) is not None:
            raise OperationalError("FATAL: sorry, too many clients already")
        return reserve(name, per_minute)

    monkeypatch.setattr(rate_limit, "reserve", refused)


@pytest.mark.slow
def test_what_the_database_let_nobody_reserve_was_never_asked_and_is_asked_later(
    sandbox: Sandbox, sample_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_connections(monkeypatch, 12)
    run = enrich(limit=12, only="descriptions")
    assert set(outcomes(run)) <= {"enriched", "cached"}
    assert sum(outcomes(run).values()) == 12
    assert set(run.items.values_list("attempts", flat=True)) <= {0, 1}, "a refusal costs no attempt"


def test_a_few_items_that_were_refused_a_connection_are_done_within_the_same_slice(
    sandbox: Sandbox, sample_albums: list[Album], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody would take them up before the next sweep: with a model at home each text is asked for by itself."""
    settings.EURIA_CONCURRENCY = 1
    refuse_connections(monkeypatch, 4)
    begun = start(only="descriptions", limit=4)
    Slice(begun).work()
    begun.refresh_from_db()
    assert begun.state == "completed"
    assert set(outcomes(begun)) <= {"enriched", "cached"}


@pytest.fixture
def run(sandbox: Sandbox, sample_albums: list[Album]) -> EnrichmentRun:
    return start(only="descriptions")


def test_an_album_that_is_deleted_while_items_are_made_costs_that_item(
    run: EnrichmentRun, sample_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Descriptions.targets
    doomed = iter(sample_albums[3:5])

    def targets(run: EnrichmentRun, cursor: int, size: int) -> Targets:
        chunk = found(run, cursor, size)
        if album := next(doomed, None):
            Album.objects.filter(pk=album.pk).delete()
        return chunk

    monkeypatch.setattr(Descriptions, "targets", targets)
    prepare_chunk(run, phase_of(run).pk, Descriptions)
    assert RunItem.objects.filter(run=run).count() == Album.objects.count()
    assert phase_of(run).total == Album.objects.count()
