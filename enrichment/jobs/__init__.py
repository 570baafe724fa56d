"""The doorbell: the only place that knows django-q2. Tasks carry primary keys, the truth lives in AIME's own rows."""

from enrichment.jobs.launch import launch, retry, take_up
from enrichment.jobs.slices import ring

__all__ = ["launch", "retry", "ring", "take_up"]
