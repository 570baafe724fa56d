"""What a phase is to the engine: how its items are made, what is asked for one, and what is written of the answer."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeAlias, TypeVar

from django.db.models import Q, QuerySet
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from collection.models import Album, Artist
from enrichment.models import EnrichmentRun, Outcome, RunItem
from enrichment.phases.results import Change, Coverage, Record, Suspect
from enrichment.phases.results import Result as Result  # phases take it from here
from enrichment.phases.selection import albums_in_reach
from enrichment.phases.services import Service, Words
from enrichment.providers.errors import ProviderError
from enrichment.providers.http import Limiter


class Target(NamedTuple):
    """One item to be made. Items of one `work_key` in a phase share one call; `payload` is the phase's own."""

    label: str
    work_key: str
    album_id: int | None = None
    artist_id: int | None = None
    payload: Mapping[str, object] = {}
    outcome: Outcome = Outcome.PENDING
    reason: str = ""


class Targets(NamedTuple):
    """A chunk of targets; `cursor` is where the next chunk begins, None when this was the last."""

    items: Sequence[Target]
    cursor: int | None


class Missing(NamedTuple):
    """What a run over everything would find to do: subjects to ask about, and those that share another's answer."""

    asked: int
    shared: int = 0


@dataclass(frozen=True)
class Resting:
    """What is missing and not asked for of itself: how many, and when the first of them is due again."""

    count: int = 0
    until: datetime | None = None


LimiterOf: TypeAlias = Callable[[Service[Any]], Limiter]
Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Phase(ABC, Generic[Question, Answer]):
    """One step of a run, bound to the service that it asks.

    A new phase is a class of this form in a module or package of `enrichment/phases/`, and one entry in `PHASES` of
    `phases/registry.py`. What has no default here must be said; the rest is said where it differs: how its counts read,
    what is missing, what a run would cost, what can be taken back, what a verification looks at, what a refresh does.

    `targets` and `questions` read the database in the main thread, `ask` runs in a worker thread and touches nothing
    but the service and its cache file, `store` writes in the main thread inside the engine's transaction.
    """

    name: ClassVar[str]
    label: ClassVar[Words] = ""  # a heading for people; without one the name stands for it
    noun: ClassVar[Words] = ""  # in a line of a terminal; without one the label
    added: ClassVar[Words] = gettext_lazy("%(name)s: %(number)s")
    lacks: ClassVar[Words] = ngettext_lazy("%(name)s: %(number)s missing.", "%(name)s: %(number)s missing.", "count")
    kind: ClassVar[str]  # the runs that it is a step of
    part: ClassVar[str] = ""  # a word that asks for this and further phases of its kind alone
    service: ClassVar[Service[Any]]
    subject: ClassVar[type[Album] | type[Artist] | None] = Album  # None: neither, such as a page of a list
    essential: ClassVar[bool] = False  # a run that cannot do this step is not worth starting
    after: ClassVar[str] = ""  # the phase whose results this one's targets are made from
    most_calls: ClassVar[float] = 1.0  # for one item
    first_tokens: ClassVar[tuple[int, int]] = (0, 0)  # of an item, prompt and answer, before there is a history
    speaks: ClassVar[bool] = False  # whether what it writes is in a language, that of the run
    undoable: ClassVar[bool] = False  # whether `take_back` can put anything back

    def __init__(self, client: Any) -> None:
        self._client = client

    @classmethod
    def connect(cls, limiter_of: LimiterOf) -> Self:
        """Build the phase with its clients, configured from the settings: that of its service, unless it says more.
        `limiter_of` a service is its shared pace.
        """
        return cls(cls.service.client(limiter_of(cls.service)))

    @classmethod
    def is_offered(cls) -> bool:
        """Whether runs have this step at all; one that is left out is said to lack its settings otherwise."""
        return True

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

    def cached_answer(self, question: Question) -> Answer | None:
        """The answer that is known without a call."""
        return None

    @abstractmethod
    def ask(self, question: Question) -> Answer:
        """Ask the service, or its cache. Raises `ProviderError` or `Cancelled`."""

    def refusals(self) -> Sequence[ProviderError]:
        """Why this phase goes on without some of the services that it may ask."""
        return ()

    def reason(self, error: ProviderError) -> str:
        """The error's code for an item's row, with the service's name where it is not the one usually asked."""
        return error.code if error.provider == self.service.name else f"{error.code}@{error.provider}"

    def refusal(self, answer: Answer) -> str | None:
        """The reason to stop for, should the service answer like this time after time; "" for an answer of use, None
        for one that the service was not asked for.
        """
        return ""

    @abstractmethod
    def store(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, Answer]]) -> list[Result]:
        """Write what was answered, in the order given; the items of one work key get the same answer."""

    def discovered_targets(self, run: EnrichmentRun, answers: Sequence[tuple[RunItem, Answer]]) -> Sequence[Target]:
        """Further targets that these answers revealed, such as the next page."""
        return ()

    @classmethod
    def title(cls) -> str:
        return str(cls.label) or cls.name.replace("_", " ").capitalize()

    @classmethod
    def in_a_line(cls) -> str:
        return str(cls.noun) or cls.title()

    @classmethod
    def added_words(cls, count: int) -> str:
        """`3 descriptions`, of what a run added; `Facts of releases: 3` where the phase has no words of its own."""
        return cls.added % cls._counted(count)

    @classmethod
    def missing_words(cls, count: int) -> str:
        """`3 descriptions are missing.`"""
        return cls.lacks % cls._counted(count)

    @classmethod
    def _counted(cls, count: int) -> dict[str, object]:
        return {"name": cls.title(), "count": count, "number": number_format(count, force_grouping=True)}

    @classmethod
    def resting_words(cls, language: str = "") -> str:
        """`Descriptions: 3 set aside, the first until 28 December 2026.`; "" for none."""
        resting = cls.resting(language)
        if not resting.count or not resting.until:
            return ""
        words = ngettext(
            "%(name)s: %(number)s set aside until %(day)s.",
            "%(name)s: %(number)s set aside, the first until %(day)s.",
            resting.count,
        )
        number, day = number_format(resting.count, force_grouping=True), date_format(localtime(resting.until))
        return words % {"name": cls.title(), "number": number, "day": day}

    @classmethod
    def lacking(cls, language: str = "") -> Q:
        """Of albums: those that lack what this phase would fill, in a run in `language`."""
        return Q(pk__in=())

    @classmethod
    def missing(cls, language: str = "") -> Missing:
        """What a run in `language` over everything would do, by counting alone: quick however large the collection."""
        return Missing(albums_in_reach().filter(cls.lacking(language)).distinct().count())

    @classmethod
    def resting(cls, language: str = "") -> Resting:
        """What is missing and set aside for a while, for runs in `language`."""
        return Resting()

    @classmethod
    def set_aside(cls, item: RunItem, until: datetime | None) -> None:
        """After `item` was taken back: let nobody ask for it by night before `until`, or never (None)."""

    @classmethod
    def take_back(cls, item: RunItem) -> str:
        """Put back what was there before `item` wrote, under the row locks of what it wrote to, unless somebody has
        changed it since. The reason why not, "" when it is back. Called in a transaction, newest item first.
        """
        return _("What a source told cannot be taken back.")

    @classmethod
    def count_standing(cls, items: QuerySet[RunItem]) -> int:
        """How many of `items`, all of this phase and none taken back yet, `take_back` would put back now."""
        return 0

    @classmethod
    def coverage(cls) -> Sequence[Coverage]:
        """How much is filled of what this phase fills."""
        return ()

    @classmethod
    def suspects(cls) -> Iterator[Suspect]:
        """What looks wrong in what this phase has filled, row by row. Nothing is asked of any service."""
        return iter(())

    @classmethod
    def refreshed(cls) -> QuerySet[Any] | None:
        """The rows that cache files can be put back onto; None where there is no such cache."""
        return None

    @classmethod
    def refresh(cls, rows: Sequence[Any], language: str, record: Record | None) -> Iterator[Change]:
        """What the cache files would change of `rows`, a chunk of `refreshed`; written where `record` is given."""
        return iter(())
