"""What became of one item of a phase."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from enrichment.models import Outcome
from enrichment.providers.matching import CandidateRow


class Result(NamedTuple):
    """What became of one item, as its row will tell it. What `before` and `after` hold is the phase's own: the fields
    that it writes, by name.
    """

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    before: Mapping[str, object] = {}
    after: Mapping[str, object] = {}
    candidates: Sequence[CandidateRow] = ()
    draft: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    estimated_tokens: int = 0  # how many of both the service did not count itself


class FailedCall(Result):
    """The service was asked, and its answer, or its silence, is `reason`."""
