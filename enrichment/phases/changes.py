"""What a cache file would do to one album or artist, and the times that it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateparse import parse_datetime

FILL, REPLACE, LOCKED, REFUSED = "fill", "replace", "locked", "refused"


class Change(NamedTuple):
    """Fills, replaces, or does nothing: the value is locked, or what the file holds is refused (`detail` says why, one
    fault a line).
    """

    phase: str
    label: str
    kind: str
    detail: str = ""

    @property
    def writes(self) -> bool:
        return self.kind in (FILL, REPLACE)


OnChange = Callable[[Change], None]


@dataclass
class RefreshReport:
    """`run_id` is the run under which the changes are recorded; None where nothing was written."""

    filled: int = 0
    replaced: int = 0
    locked: int = 0
    refused: int = 0
    run_id: int | None = None

    def count(self, change: Change) -> None:
        self.filled += change.kind == FILL
        self.replaced += change.kind == REPLACE
        self.locked += change.kind == LOCKED
        self.refused += change.kind == REFUSED

    @property
    def changes(self) -> int:
        return self.filled + self.replaced


def moment(value: object) -> datetime:
    """An ISO time out of a cache file, in UTC as the database gives it back; now where it cannot be read."""
    try:
        found = parse_datetime(str(value))
    except ValueError:
        found = None
    if found is None:
        return timezone.now()
    return (found if timezone.is_aware(found) else timezone.make_aware(found)).astimezone(UTC)
