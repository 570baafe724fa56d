"""What a service sent back, whole and bounded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from enrichment.providers.http.retry_after import retry_after_seconds


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


def _scrubbed(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    if isinstance(value, dict):
        return {str(_scrubbed(key)): _scrubbed(item) for key, item in value.items()}
    return value
