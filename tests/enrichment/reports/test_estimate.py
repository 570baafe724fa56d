"""What a run would take is told before it: counted quickly, or looked at closely, and never above the owner's cap."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from collection.models import Album
from enrichment.engine.request import RunRequest
from enrichment.models import EnrichmentRun, Preferences, RunPhase, State
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.reports.estimate import Prices, estimate
from enrichment.sandbox import Sandbox
from tests.enrichment.running import enrich

pytestmark = pytest.mark.django_db(transaction=True)


def test_counting_and_looking_agree_where_nothing_is_cached(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    counted, looked = estimate(RunRequest()), estimate(RunRequest(), look_at_caches=True)
    assert [(phase.name, phase.asked, phase.shared) for phase in counted.phases] == [
        (phase.name, phase.asked, phase.shared) for phase in looked.phases
    ]
    assert counted.calls == looked.calls > 0
    assert sandbox.record.count() == 0


def test_counting_takes_as_many_queries_for_a_large_collection(
    sandbox: Sandbox, sample_albums: list[Album], django_assert_max_num_queries: object
) -> None:
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(8):
        estimate(RunRequest())


@pytest.mark.slow
def test_an_artist_on_albums_of_two_chunks_is_planned_once(
    sandbox: Sandbox, thirty_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enrichment.reports.estimate.CHUNK", 7)
    every = [album.pk for album in thirty_albums]
    planned = estimate(RunRequest(albums=every)).phases
    totals = [phase.total for phase in enrich(albums=every).phases.all()]
    assert [phase.items for phase in planned] == totals


@pytest.mark.parametrize("most", [1, 500, 10_000])
def test_a_cap_holds_in_the_estimate_too(sandbox: Sandbox, sample_albums: list[Album], most: int) -> None:
    assert estimate(RunRequest(max_tokens=most)).tokens <= most


def test_the_cost_is_the_tokens_times_the_prices(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    prices = Prices(prompt=Decimal("0.30"), completion=Decimal("1.20"))
    found = estimate(RunRequest(limit=10), prices)
    texts = found.phases[0].asked
    prompt, completion = Descriptions.first_tokens
    exact = texts * (prompt * prices.prompt + completion * prices.completion) / 1_000_000
    assert found.cost == exact.quantize(Decimal("0.0001"))
    assert estimate(RunRequest(limit=10)).cost is None


def test_nothing_missing_takes_nothing(sandbox: Sandbox, db: None) -> None:
    found = estimate(RunRequest(), Prices(Decimal(1), Decimal(1)))
    assert (found.calls, found.tokens, found.seconds_low, found.seconds_high) == (0, 0, 0, 0)
    assert found.cost == Decimal(0)


def test_the_prices_that_the_owner_entered_are_taken(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    Preferences.objects.create(price_in=Decimal("0.20"), price_out=Decimal("0.75"))
    given = estimate(RunRequest(), Prices(Decimal("0.20"), Decimal("0.75")))
    assert given.cost
    assert estimate(RunRequest()).cost == given.cost


def test_json_tells_the_whole_estimate(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    told = estimate(RunRequest(limit=3, only="descriptions")).as_dict()
    assert (told["cost"], told["from_history"]) == (None, False)
    (texts,) = told["phases"]
    assert (texts["name"], texts["asked"] + texts["shared"]) == ("descriptions", 3)
    assert told["calls"] == texts["asked"]


def test_the_time_is_that_of_earlier_runs_whose_items_are_long_forgotten(
    sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    """What was kept or came from the cache took none of it; a phase's counters outlive its items."""
    now = timezone.now()
    run = EnrichmentRun.objects.create(state=State.COMPLETED, started_at=now - timedelta(seconds=1200), finished_at=now)
    counters = {"enriched": 6, "not_found": 1, "review": 2, "failed": 1, "kept": 50, "cached": 50}
    RunPhase.objects.create(run=run, name=Descriptions.name, position=0, total=110, prepared=True, **counters)
    found = estimate(RunRequest(limit=1, only=Descriptions.name))
    assert (found.seconds_low, found.seconds_high) == (0.8 * 120, 1.5 * 120)
