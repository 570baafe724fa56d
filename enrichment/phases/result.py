"""What became of one item of a phase."""

from dataclasses import dataclass, field
from typing import Any

from enrichment.models import Outcome


@dataclass(frozen=True)
class Result:
    """What became of one item, as its row will tell it."""

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    draft: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated_tokens: int = 0  # how many of both the service did not count itself


class FailedCall(Result):
    """The service was asked, and its answer, or its silence, is `reason`."""
