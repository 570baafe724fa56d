"""What a run would do, found by the very steps that the run itself takes, without one call and without one row; what it
would take: calls, tokens, minutes and money, judged by what this site's earlier runs took; and how that is said to
whoever decides on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Avg, F
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.commands import typed
from enrichment.engine.items import CHUNK
from enrichment.engine.ready_made import lacking_facts
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import missing_settings, planned
from enrichment.models import EnrichmentRun, Outcome, Preferences, RunItem, RunPhase, State
from enrichment.phases.base import Phase, Result, Target
from enrichment.phases.registry import PHASES
from enrichment.providers.http import Unlimited
from enrichment.providers.texts.languages import LANGUAGES

LOOKED_AT = 200  # items of the history
EXAMPLES = 20  # labels of what would be asked
# Before there is a history.
FIRST_SECONDS_PER_CALL = 4.0
PER_TOKENS = 1_000_000


@dataclass
class PlannedPhase:
    """Items by what would become of them. `shared` wait for another item's answer; `setting` is the one that is
    missing where the phase cannot run. `examples` holds the labels of the first items to be asked.
    """

    name: str
    setting: str = ""
    asked: int = 0
    cached: int = 0
    shared: int = 0
    kept: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def items(self) -> int:
        return self.asked + self.cached + self.shared + self.kept

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "items": self.items}


class Prices(NamedTuple):
    """Of 1,000,000 tokens, in the owner's currency."""

    prompt: Decimal
    completion: Decimal


class Estimate(NamedTuple):
    """`phases` tells items by what would become of them; `calls` one for each item to be asked. Seconds are a range.
    `cost` is None without prices. `from_history` is False where the figures are first guesses.
    """

    phases: tuple[PlannedPhase, ...]
    calls: int
    prompt_tokens: int
    completion_tokens: int
    seconds_low: int
    seconds_high: int
    cost: Decimal | None
    from_history: bool

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens

    def as_dict(self) -> dict[str, Any]:
        """As JSON tells it; the cost is a decimal number in a text."""
        phases, cost = [phase.as_dict() for phase in self.phases], None if self.cost is None else str(self.cost)
        return {**self._asdict(), "phases": phases, "tokens": self.tokens, "cost": cost}


def prices_set() -> Prices | None:
    """What the owner says that tokens cost."""
    kept = Preferences.objects.first()
    if kept is None or kept.price_in is None or kept.price_out is None:
        return None
    return Prices(prompt=kept.price_in, completion=kept.price_out)


def estimate(request: RunRequest, prices: Prices | None = None, *, look_at_caches: bool = False) -> Estimate:
    """Writes nothing and makes no call. For the whole collection without `look_at_caches` it only counts, which is
    quick however large the collection; what the caches hold then counts as to be asked.
    """
    counted = request.is_whole_collection and not request.force and not look_at_caches
    phases = tuple(plan(request, only_count=counted))
    asked = {phase.name: phase.asked for phase in phases}
    paid = {name: _tokens_of_an_item(name) for name in asked if any(PHASES[name].first_tokens)}
    each = {name: history or PHASES[name].first_tokens for name, history in paid.items()}
    prompt, completion = (round(sum(asked[name] * each[name][side] for name in each)) for side in (0, 1))
    total = prompt + completion
    if request.max_tokens and total > request.max_tokens:  # the run ends there; the proportion stays
        prompt, completion = (round(part * request.max_tokens / total) for part in (prompt, completion))
    low, high = _seconds(asked)
    cost = None
    if prices := prices or prices_set():
        paid_for = prompt * prices.prompt + completion * prices.completion
        cost = (paid_for / PER_TOKENS).quantize(Decimal("0.0001"))
    return Estimate(
        phases=phases,
        calls=sum(asked.values()),
        prompt_tokens=prompt,
        completion_tokens=completion,
        seconds_low=low,
        seconds_high=high,
        cost=cost,
        from_history=all(paid.values()),
    )


def _tokens_of_an_item(name: str) -> tuple[float, float] | None:
    """Prompt and completion tokens that an item of the phase took on average; None where none has been paid for yet."""
    lately = RunItem.objects.filter(phase__name=name, completion_tokens__gt=0).order_by("-pk")[:LOOKED_AT]
    paid = lately.aggregate(prompt=Avg("prompt_tokens"), completion=Avg("completion_tokens"))
    return (paid["prompt"], paid["completion"]) if paid["completion"] else None


def _seconds(asked: dict[str, int]) -> tuple[int, int]:
    """The phases work side by side, so the slowest decides; the pace allowed is a floor under the history's."""
    lows, highs = [0.0], [0.0]
    for name, items in ((name, items) for name, items in asked.items() if items):
        service = PHASES[name].service
        pace = 60.0 / service.requests_per_minute if service.requests_per_minute else 0.0
        own = _seconds_per_item(name)
        usual = own or max(pace, FIRST_SECONDS_PER_CALL / service.concurrency)
        lows.append(items * max(pace, 0.8 * usual))
        highs.append(items * max(1.5 * usual, pace * (1.5 if own else PHASES[name].most_calls)))
    return round(max(lows)), round(max(highs))


def _seconds_per_item(name: str) -> float | None:
    """Of the last runs whose phase `name` asked a service: their time, shared out among the items asked."""
    rows = (
        RunPhase.objects.filter(name=name, run__state=State.COMPLETED, run__started_at__isnull=False)
        .annotate(asked=F("enriched") + F("not_found") + F("review") + F("failed"))
        .filter(asked__gt=0)
        .order_by("-pk")
        .values_list("run__finished_at", "run__started_at", "asked")[:5]
    )
    took = [((end - start).total_seconds(), items) for end, start, items in rows if end and start]
    items = sum(count for _, count in took)
    return sum(seconds for seconds, _ in took) / items if items else None


def plan(request: RunRequest, *, only_count: bool = False) -> Iterator[PlannedPhase]:
    """What would become of each phase of `request`. Reads the collection and the caches in chunks, unless it is to
    `only_count` what is missing.
    """
    lacking, run = missing_settings(request.phases), planned(request)
    for name in request.phases:
        if name in lacking:
            yield PlannedPhase(name, setting=lacking[name][0])
        elif only_count:
            yield PlannedPhase(name, **PHASES[name].missing(request.language_code)._asdict())
        else:
            yield _planned(run, name)


def _planned(run: EnrichmentRun, name: str) -> PlannedPhase:
    phase, found, seen = PHASES[name].connect(lambda _service: Unlimited()), PlannedPhase(name), set[str]()
    for targets in _chunks(run, PHASES[name]):
        items: list[RunItem] = []
        for target in targets:
            if target.outcome != Outcome.PENDING:
                found.kept += 1
            elif target.work_key in seen:
                found.shared += 1
            else:
                seen.add(target.work_key)
                items.append(RunItem(pk=len(items) + 1, **target._asdict()))
        questions = phase.questions(run, items) if items else {}
        for item in items:
            question = questions.get(item.pk)
            if question is None or isinstance(question, Result):
                found.kept += 1
            elif phase.cached_answer(question) is not None:
                found.cached += 1
            else:
                found.asked += 1
                if len(found.examples) < EXAMPLES:
                    found.examples.append(item.label)
    return found


def _chunks(run: EnrichmentRun, phase: type[Phase[Any, Any]]) -> Iterator[Sequence[Target]]:
    """The targets as the run would make them; an artist credited on albums of two chunks comes once."""
    cursor: int | None = 0
    met: set[int] = set()
    while cursor is not None:
        chunk = phase.targets(run, cursor, CHUNK)
        yield [target for target in chunk.items if target.artist_id is None or target.artist_id not in met]
        met.update(target.artist_id for target in chunk.items if target.artist_id is not None)
        cursor = chunk.cursor


def offer_line(judged: Estimate, language: str = "") -> str:
    """`français · 5 descriptions, 4 photos · calls: 9 · about 0.0012 CHF`; the code of a `language` where
    none can be chosen beside it.
    """
    speaks = language and any(PHASES[phase.name].speaks for phase in judged.phases if not phase.setting)
    native = LANGUAGES[language].native if speaks else ""
    return " · ".join(part for part in (native, numbers(judged), calls(judged), price(judged)) if part)


def numbers(judged: Estimate) -> str:
    """What would be asked for, phase by phase, with what another edition's answer fills."""
    phases = [phase for phase in judged.phases if not phase.setting and phase.asked + phase.shared]
    return ", ".join(PHASES[phase.name].added_words(phase.asked + phase.shared) for phase in phases)


def calls(judged: Estimate) -> str:
    return _("calls: %(number)s") % {"number": number_format(judged.calls, force_grouping=True)}


def set_aside(names: Sequence[str], language: str = "") -> list[str]:
    """What is missing and not asked for of itself in `language`, phase by phase, and until when."""
    return [words for name in names if (words := PHASES[name].resting_words(language))]


def price(judged: Estimate) -> str:
    """In the owner's currency, or why there is no figure."""
    paid = [PHASES[phase.name].service for phase in judged.phases if phase.asked]
    if all(service.is_free for service in paid):
        return _("free of charge")
    if judged.cost is None:
        return _("at a price that nobody has set yet")
    return _("about %(cost)s CHF") % {"cost": judged.cost}


def missing_facts(request: RunRequest) -> Iterator[str]:
    """Texts are better with the original year and the tracklist: where Discogs was not asked yet, and how to."""
    if missing := lacking_facts(request):
        yield ngettext(
            "%(count)d album lacks its original year and tracklist. Fetch them first: %(command)s",
            "%(count)d albums lack their original year and tracklist. Fetch them first: %(command)s",
            missing,
        ) % {"count": missing, "command": typed("sync_discogs --facts-only")}
