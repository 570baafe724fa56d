"""Closing a run locks its row, then its phases; preparing locks a phase, and by adding items leans on the run."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from collection.models import Album
from enrichment.engine import lifecycle
from enrichment.engine.items import prepare_chunk
from enrichment.models import EnrichmentRun, RunPhase
from enrichment.phases.base import Targets
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.sandbox import Sandbox
from tests.enrichment.running import phase_of, start
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one lock alone"),
]

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


class Beside(threading.Thread):
    """Does `work` in a thread with a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - told at the end
            self.error = error
        finally:
            connections.close_all()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_whoever_closes_while_items_are_made_waits_for_them_and_not_in_a_ring(
    sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    run = start(only="descriptions")
    lifecycle.begin(run)
    row = phase_of(run)
    holds, goes_on = threading.Event(), threading.Event()

    class Slow(Descriptions):
        """Has the phase's row locked, and its items yet to add."""

        @classmethod
        def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
            holds.set()
            assert goes_on.wait(20)
            return super().targets(run, cursor, size)

    preparing = Beside(lambda: prepare_chunk(run, row.pk, Slow))
    closing = Beside(lambda: lifecycle.close_if_over(run.pk))
    preparing.start()
    assert holds.wait(20)
    closing.start()
    wait_until(somebody_waits, 20, what="the closer waits for the phase")
    goes_on.set()
    for thread in (preparing, closing):
        thread.join(20)
        assert not thread.is_alive()
    assert (preparing.error, closing.error) == (None, None)
    assert RunPhase.objects.get(pk=row.pk).prepared
