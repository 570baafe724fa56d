"""A slice at work in a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from enrichment.engine import lifecycle
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun


@contextmanager
def working_at(run: EnrichmentRun) -> Iterator[threading.Thread]:
    """In the block a slice works at the run; at its end the run is cancelled and the slice must let go soon."""

    def work() -> None:
        try:
            Slice(EnrichmentRun.objects.get(pk=run.pk)).work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield thread
    finally:
        lifecycle.cancel(run)
        thread.join(10)
    assert not thread.is_alive(), "a cancelled run ends its waiting"
