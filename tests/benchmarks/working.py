"""One run, worked through in this process, and what it took."""

import resource
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created

from enrichment.engine.enrich import work_through
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import create_run
from enrichment.models import EnrichmentRun, Trigger

PATIENCE_SECONDS = 1800


class Queries:
    """Counts the statements of every connection that this process opens, whichever thread."""

    def __init__(self) -> None:
        self.count = 0
        connections.close_all()
        connection_created.connect(self._watch, weak=False)

    def _watch(self, connection: Any, **_: Any) -> None:
        if self._note not in connection.execute_wrappers:  # a connection may be opened anew
            connection.execute_wrappers.append(self._note)

    def _note(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        return execute(*arguments)


def work(only: str = "") -> dict[str, Any]:
    """Seconds, seconds of CPU, items, queries and the peak of this process's memory in MB."""
    queries = Queries()
    started, worked = time.perf_counter(), time.process_time()
    run = work_through(create_run(RunRequest(only=only), Trigger.PYTHON))
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "cpu": cpu, "queries": queries.count, "peak_mb": peak, **_counts(run)}


def finished() -> dict[str, Any]:
    """The latest run, at which others work, once it is over; `seconds` from its first slice to its end.

    One query a quarter of a second: whoever looks on takes next to nothing from what is measured.
    """
    ends = time.monotonic() + PATIENCE_SECONDS
    while (run := EnrichmentRun.objects.latest("pk")).is_active:
        if time.monotonic() > ends:
            raise RuntimeError(f"not over within {PATIENCE_SECONDS} s: {run.state} {_counts(run)}")
        time.sleep(0.25)
    took = run.finished_at and run.started_at and (run.finished_at - run.started_at).total_seconds()
    return {"state": run.state, "seconds": took, **_counts(run)}


def _counts(run: EnrichmentRun) -> dict[str, int]:
    phases = list(run.phases.all())
    return {
        "items": sum(phase.done for phase in phases),
        "added": sum(phase.added for phase in phases),
        "failed": sum(phase.failed for phase in phases),
    }
