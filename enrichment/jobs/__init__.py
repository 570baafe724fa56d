"""The doorbell: the only place that knows django-q2. Tasks carry primary keys, the truth lives in AIME's own rows."""

from enrichment.jobs.launch import launch, retry, retry_items, take_up
from enrichment.jobs.slices import follow_up, ring
from enrichment.jobs.waiting import check_queue

__all__ = ["check_queue", "follow_up", "launch", "retry", "retry_items", "ring", "take_up"]
