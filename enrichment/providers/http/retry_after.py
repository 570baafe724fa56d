"""Reading of Retry-After (RFC 9110, 10.2.3): seconds, or a date."""

import re
import time
from datetime import UTC
from email.utils import parsedate_to_datetime

SHORTEST_SECONDS = 1.0
LONGEST_SECONDS = 7 * 24 * 3600.0
_SECONDS = re.compile(r"\d+(\.\d+)?", re.ASCII)


def retry_after_seconds(value: str | None, now: float | None = None) -> float | None:
    """Seconds to wait, from one second to a week; None when the header is absent or makes no sense.

    `now` is a Unix time, for dates.
    """
    text = (value or "").strip()
    try:
        if _SECONDS.fullmatch(text):
            seconds = float(text)
        else:
            moment = parsedate_to_datetime(text)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=UTC)
            seconds = moment.timestamp() - (time.time() if now is None else now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS)
