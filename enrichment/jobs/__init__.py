"""What wakes a worker: the only place that knows django-q2. Tasks carry primary keys, the truth is in our own rows.
Here how a run starts in the background, for every door.
"""

from collections.abc import Sequence
from typing import Any

from enrichment.engine import runs
from enrichment.engine.request import RunRequest
from enrichment.jobs.queue import check_queue
from enrichment.jobs.slices import enqueue_slice, follow_up
from enrichment.models import EnrichmentRun

__all__ = ["check_queue", "enqueue_slice", "follow_up", "launch", "resume", "retry", "retry_items"]


def launch(request: RunRequest, trigger: str, user: Any = None) -> EnrichmentRun:
    """Create a run and call a worker for it. Raises `RunRefused`."""
    return _called(runs.create_run(request, trigger, user=user))


def retry(parent: EnrichmentRun, trigger: str, user: Any = None) -> EnrichmentRun:
    """A new run for what failed in `parent`. Raises `RunRefused`."""
    return _called(runs.retry_failed(parent, trigger, user))


def resume(parent: EnrichmentRun, trigger: str, user: Any = None) -> EnrichmentRun:
    """A new run for what `parent` left. Raises `RunRefused`."""
    return _called(runs.resume(parent, trigger, user))


def retry_items(parent: EnrichmentRun, pks: Sequence[int], trigger: str, user: Any = None) -> EnrichmentRun:
    """A new run for single items of `parent`. Raises `RunRefused`."""
    return _called(runs.retry_items(parent, pks, trigger, user))


def _called(run: EnrichmentRun) -> EnrichmentRun:
    enqueue_slice(run.pk)
    return run
