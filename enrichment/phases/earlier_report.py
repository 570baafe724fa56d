"""What became of the entries of the earlier version's files."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Refusal(NamedTuple):
    """One entry that was not taken: its key, a reason code, and for a text its faults, one a line."""

    key: str
    reason: str
    detail: str = ""


@dataclass
class ImportReport:
    """`texts` counts albums that got a text, `photos` artists that got a candidate to review, `kept` entries that were
    not needed: there is a value already, or a person has decided. `run_id` is None where nothing was written.
    """

    texts: int = 0
    photos: int = 0
    kept: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    run_id: int | None = None

    def refuse(self, key: str, reason: str, detail: str = "") -> None:
        self.refusals.append(Refusal(key, reason, detail))


def is_placeholder(value: str) -> bool:
    """ "[Fill in the description of …]": a template that nobody filled in."""
    return value.lstrip().startswith("[")
