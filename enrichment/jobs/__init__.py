"""What wakes a worker: the only place that knows django-q2. Tasks carry primary keys, the truth is in our own rows."""

from enrichment.jobs.queue import check_queue
from enrichment.jobs.slices import enqueue_slice, follow_up, launch, resume, retry, retry_items

__all__ = ["check_queue", "enqueue_slice", "follow_up", "launch", "resume", "retry", "retry_items"]
