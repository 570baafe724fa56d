"""What wakes a worker: the only place that knows django-q2. Tasks carry primary keys, the truth is in our own rows."""

from enrichment.jobs.launch import launch, resume, retry, retry_items
from enrichment.jobs.slices import enqueue_slice, follow_up
from enrichment.jobs.waiting import check_queue

__all__ = ["check_queue", "enqueue_slice", "follow_up", "launch", "resume", "retry", "retry_items"]
