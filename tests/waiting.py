"""Waiting for what other threads and processes do."""

import time
from collections.abc import Callable


def wait_until(happened: Callable[[], object], seconds: float = 15.0, *, what: str = "") -> None:
    """Return as soon as `happened()` is true; AssertionError after `seconds`."""
    ends = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < ends, f"not within {seconds} s: {what or happened}"
        time.sleep(0.05)
