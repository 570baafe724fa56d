"""What a service sent back, whole and bounded; how long it asks to wait, and whether a link of it leads back to it."""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cached_property

from enrichment.providers.errors import BadAnswer

SHORTEST_SECONDS = 1.0
LONGEST_SECONDS = 7 * 24 * 3600.0
_SECONDS = re.compile(r"\d+(\.\d+)?", re.ASCII)


class TooLarge(Exception):
    """The answer is larger than we accept."""


@dataclass(frozen=True)
class Reply:
    """A status, headers (looked up without regard to case) and the whole body."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @cached_property
    def json(self) -> object:
        """The body as JSON; None when it is not. Holds no NUL and no lone surrogate: no database takes them."""
        try:
            value: object = json.loads(self.text, parse_constant=lambda _: None)
            return _scrubbed(value) if "\\u" in self.text else value
        except (ValueError, RecursionError):
            return None

    @cached_property
    def text(self) -> str:
        """The body as text, whatever charset the headers claim."""
        try:
            return self.body.decode(json.detect_encoding(self.body)).removeprefix("\ufeff")
        except UnicodeDecodeError:
            return self.body.decode("latin-1")

    @property
    def is_html(self) -> bool:
        return "html" in self.headers.get("Content-Type", "").lower() or self.body.lstrip()[:1] == b"<"

    @property
    def retry_after(self) -> float | None:
        """Seconds the service asks to wait, when it says so."""
        return retry_after_seconds(self.headers.get("Retry-After"))


def json_object(reply: Reply, provider: str) -> dict[str, object]:
    """The body of an answer that is to be a JSON object; raises `BadAnswer` where it is none."""
    if reply.json is None:
        raise BadAnswer(provider, "not_json")
    if not isinstance(reply.json, dict):
        raise BadAnswer(provider, "bad_shape")
    return reply.json


def _scrubbed(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    if isinstance(value, dict):
        return {str(_scrubbed(key)): _scrubbed(item) for key, item in value.items()}
    return value


def retry_after_seconds(value: str | None, now: float | None = None) -> float | None:
    """Seconds to wait, from one second to a week; None when the header is absent or makes no sense.

    It holds seconds or a date (RFC 9110, 10.2.3); `now` is a Unix time, for dates.
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


def same_origin(link: str, base: str) -> bool:
    """Whether a link leads back to the service at `base`: a key must not go to a stranger. Compared by the parser that
    also sends, for two may disagree on who the host is.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        one, other = parse_url(link), parse_url(base)
    except LocationParseError:
        return False
    return bool(one.host) and (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)
