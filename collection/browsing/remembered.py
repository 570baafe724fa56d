"""Large numbers hardly change: one that took long to count is told again for a minute."""

import time
from collections.abc import Callable

from django.core.cache import cache

MANY = 10_000
SECONDS = 60


def remembered(name: str, count: Callable[[], int]) -> int:
    """What `count` finds; once it is more than `MANY`, it may be a minute old. Smaller numbers are always counted."""
    minute = int(time.monotonic() / SECONDS)  # a wall clock may be set back, and this one would stand still
    key = f"collection.{name}.{minute}"
    known = cache.get(key)
    if known is not None:
        return int(known)
    number = count()
    if number > MANY:
        cache.set(key, number, SECONDS)
    return number
