"""Large numbers hardly change: what took long to count is told again for a minute."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")
MANY = 10_000
SECONDS = 60


def remembered(name: str, count: Callable[[], T], size: Callable[[T], int]) -> T:
    """What `count` finds; once its `size` is more than `MANY`, it may be a minute old. Less is always counted anew."""
    minute = int(time.monotonic() / SECONDS)  # a wall clock may be set back, and this one would stand still
    key = f"collection.{name}.{minute}"
    known: T | None = cache.get(key)
    if known is not None:
        return known
    found = count()
    if size(found) > MANY:
        cache.set(key, found, SECONDS)
    return found
