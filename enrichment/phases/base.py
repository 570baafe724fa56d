"""What a phase is to the engine: how its items are made, what is asked for one, and what is written of the answer."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypeVar

from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.services import Service, Words
from enrichment.providers.limits import Limiter


@dataclass(frozen=True)
class Target:
    """One item to be made. Items of one `work_key` in a phase share one call."""

    label: str
    work_key: str
    album_id: int | None = None
    artist_id: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome = Outcome.PENDING
    reason: str = ""


@dataclass(frozen=True)
class Targets:
    """A chunk of targets; `cursor` is where the next chunk begins, None when this was the last."""

    items: Sequence[Target]
    cursor: int | None


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


LimiterOf: TypeAlias = Callable[[Service[Any]], Limiter]
Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Phase(ABC, Generic[Question, Answer]):
    """One step of a run, bound to the service that it asks.

    `targets` and `questions` read the database in the main thread, `ask` runs in a worker thread and touches nothing
    but the service and its cache file, `store` writes in the main thread inside the engine's transaction.
    """

    name: ClassVar[str]
    label: ClassVar[Words] = ""  # for people; without one the name stands for it
    kind: ClassVar[str]  # the runs that it is a step of
    part: ClassVar[str] = ""  # a word that asks for this and further phases of its kind alone
    service: ClassVar[Service[Any]]
    essential: ClassVar[bool] = False  # a run that cannot do this step is not worth starting
    after: ClassVar[str] = ""  # the phase whose results this one's targets are made from

    @classmethod
    @abstractmethod
    def connect(cls, limiter_of: LimiterOf) -> Self:
        """Build the phase with its clients, configured from the settings; `limiter_of` a service is its shared pace."""

    @classmethod
    def missing_settings(cls) -> list[str]:
        """The names to set before this phase can run."""
        return cls.service.missing_settings()

    @classmethod
    @abstractmethod
    def targets(cls, run: EnrichmentRun, cursor: int, size: int) -> Targets:
        """The next chunk of what the run is to work on, after `cursor`; at most `size` subjects looked at."""

    @abstractmethod
    def questions(self, run: EnrichmentRun, items: Sequence[RunItem]) -> dict[int, Question | Result]:
        """For each item's pk what to ask; a `Result` where nothing needs to be asked. Constant number of queries."""

    def at_hand(self, question: Question) -> Answer | None:
        """The answer that is known without a call."""
        return None

    @abstractmethod
    def ask(self, question: Question) -> Answer:
        """Ask the service, or its cache. Raises `ProviderError` or `Cancelled`."""

    @abstractmethod
    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, Answer]]) -> list[Result]:
        """Write what was answered, in the order given; the items of one work key get the same answer."""

    def extend(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, Answer]]) -> Sequence[Target]:
        """Further targets that these answers revealed, such as the next page."""
        return ()
