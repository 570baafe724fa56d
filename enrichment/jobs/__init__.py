"""The doorbell: the only place that knows django-q2. Tasks carry primary keys, the truth lives in AIME's own rows."""

from enrichment.jobs.launch import launch, retry, retry_items, take_up
from enrichment.jobs.slices import ring

__all__ = ["launch", "retry", "retry_items", "ring", "take_up"]
