"""What a run would take: items, calls, tokens, minutes and money, judged by what this site's earlier runs took."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import CharField, F

from collection.models.sql import Told, Written
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import missing_settings
from enrichment.models import Preferences, RunItem, RunPhase, State
from enrichment.phases.registry import PHASES
from enrichment.reports.plan import PlannedPhase, plan

LOOKED_AT = 200  # items of the history
# Before there is a history.
FIRST_SECONDS_PER_CALL = 4.0
PER_TOKENS = 1_000_000


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
        return {
            "phases": [phase.as_dict() for phase in self.phases],
            "calls": self.calls,
            "tokens": self.tokens,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "seconds_low": self.seconds_low,
            "seconds_high": self.seconds_high,
            "cost": None if self.cost is None else str(self.cost),
            "from_history": self.from_history,
        }


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
    phases = tuple(_counted(request) if counted else plan(request))
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


def _counted(request: RunRequest) -> list[PlannedPhase]:
    lacking, phases = missing_settings(request.phases), []
    for name in request.phases:
        if name in lacking:
            phases.append(PlannedPhase(name, setting=lacking[name][0]))
        else:
            missing = PHASES[name].missing(request.language_code)
            phases.append(PlannedPhase(name, asked=missing.asked, shared=missing.shared))
    return phases


def _tokens_of_an_item(name: str) -> tuple[float, float] | None:
    """Prompt and completion tokens that an item of the phase took on average; None where none has been paid for yet."""
    prompt, completion = _RECENTLY_PAID.answer("AVG(prompt_tokens), AVG(completion_tokens)", phase=name)
    return (float(prompt), float(completion)) if completion else None


_PAID = RunItem.objects.filter(phase__name=Told("phase", CharField()), completion_tokens__gt=0)
_RECENTLY_PAID = Written(lambda: _PAID.order_by("-pk").values("prompt_tokens", "completion_tokens")[:LOOKED_AT])


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
