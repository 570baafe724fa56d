"""Keeps keys out of errors and out of the log of the HTTP library."""

import logging
import re
from collections.abc import Iterable

HIDDEN = "***"
SHORTEST_SECRET = 4
_CREDENTIALS = re.compile(
    r"\b((?:Bearer|Basic|Discogs token)[ =]+|(?:api_key|token|access_token|client_secret)=)[^\s&\"',]+", re.IGNORECASE
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without the given secrets and without anything that looks like a credential."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, HIDDEN)
    return _CREDENTIALS.sub(rf"\g<1>{HIDDEN}", text)


class HideCredentials(logging.Filter):
    """urllib3 logs whole request lines at DEBUG, and Last.fm takes its key in the query."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(redact(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def guard_http_log() -> None:
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(known, HideCredentials) for known in logger.filters):
        logger.addFilter(HideCredentials())
