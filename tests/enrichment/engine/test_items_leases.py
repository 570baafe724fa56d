"""Items are held under leases: a dead worker's are taken up again, a slow worker's are not written twice."""

import queue
import time
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from collection.models import Album
from enrichment.engine import lifecycle
from enrichment.engine.items import claim, count_attempt, prepare_chunk, release, renew, settle
from enrichment.engine.lifecycle import stale_runs
from enrichment.engine.phase_worker import PhaseWorker
from enrichment.engine.rate_limit import limiter_of
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun, RunItem, RunPhase, State
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.text import DescriptionText
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true, finish, outcomes, phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(sandbox: Sandbox, sample_albums: list[Album], settings: Settings) -> EnrichmentRun:
    settings.AIME_LEASE_SECONDS = 1
    run = start(only="descriptions")
    lifecycle.begin(run)
    prepare_chunk(run, phase_of(run).pk, Descriptions)
    return run


@pytest.fixture
def phase(run: EnrichmentRun) -> RunPhase:
    return phase_of(run)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time passes, and can be made to pass at once."""
    with time_machine.travel(timezone.now()) as traveller:
        yield traveller


@pytest.fixture
def asking(run: EnrichmentRun) -> Descriptions:
    return Descriptions.connect(limiter_of)


def texts(items: list[RunItem]) -> list[tuple[RunItem, DescriptionText]]:
    return [(item, DescriptionText(f"A text about {item.label}.", "en", completion_tokens=7)) for item in items]


def test_two_workers_never_hold_the_same_item(phase: RunPhase) -> None:
    first, second = claim(phase, "first", 20), claim(phase, "second", 20)
    assert len(first) == len(second) == 20
    assert not {item.pk for item in first} & {item.pk for item in second}


def test_the_attempt_is_counted_before_the_call(phase: RunPhase) -> None:
    items = claim(phase, "first", 20)
    count_attempt(items[:3], "first")
    assert RunItem.objects.filter(attempts=1, asked_at__isnull=False).count() == 3


@pytest.mark.slow
def test_items_that_only_waited_while_worker_after_worker_died_are_not_charged(
    run: EnrichmentRun, phase: RunPhase
) -> None:
    for worker in range(5):
        claim(phase, f"dead {worker}", 20)
        RunItem.objects.exclude(owner="").update(lease_until=timezone.now() - timedelta(seconds=1))
    finish(run)
    assert "failed" not in outcomes(run)


@pytest.mark.parametrize("asked", [True, False])
def test_an_item_given_back_counts_as_never_taken(phase: RunPhase, asked: bool) -> None:
    items = claim(phase, "first", 20)
    if asked:
        count_attempt(items, "first")
    release(items, "first", asked=asked)
    assert not RunItem.objects.exclude(attempts=0, owner="", lease_until=None).exists()


def test_the_items_of_a_dead_worker_are_taken_up_when_its_lease_has_ended(
    phase: RunPhase, clock: time_machine.Traveller
) -> None:
    dead = claim(phase, "dead", 200)
    assert claim(phase, "other", 200) == []
    clock.shift(1.1)
    assert claim(phase, "other", 200) == dead


def test_a_renewed_lease_keeps_the_items(phase: RunPhase, clock: time_machine.Traveller) -> None:
    items = claim(phase, "busy", 200)
    clock.shift(0.7)
    renew(items, "busy")
    clock.shift(0.5)
    assert claim(phase, "other", 200) == []


def test_what_was_lost_to_another_worker_is_written_once_and_counted_once(
    run: EnrichmentRun, phase: RunPhase, asking: Descriptions, clock: time_machine.Traveller
) -> None:
    slow = claim(phase, "slow", 5)
    clock.shift(1.1)
    quick = claim(phase, "quick", 5)
    assert len(settle(run, phase, asking, texts(quick), "quick")) >= 5
    written = list(Album.objects.order_by("pk").values_list("description_at", flat=True))
    assert settle(run, phase, asking, texts(slow), "slow") == []
    assert list(Album.objects.order_by("pk").values_list("description_at", flat=True)) == written
    assert_counters_true(run)


def test_what_one_worker_answered_twice_is_written_once_and_counted_once(
    run: EnrichmentRun, phase: RunPhase, asking: Descriptions, clock: time_machine.Traveller
) -> None:
    before = claim(phase, "woken", 5)
    clock.shift(1.1)
    after = claim(phase, "woken", 5)
    assert after == before
    settled = settle(run, phase, asking, texts(before) + texts(after), "woken")
    assert len(settled) == len({item.pk for item, _ in settled}) >= 5
    assert_counters_true(run)


def test_a_worker_whose_leases_ran_out_does_not_ask_again_for_what_it_holds(
    run: EnrichmentRun, phase: RunPhase, asking: Descriptions, clock: time_machine.Traveller
) -> None:
    left = list(RunItem.objects.filter(leads=True).order_by("pk")[:3])
    RunItem.objects.exclude(pk__in=[item.pk for item in left]).delete()
    worker, asked = PhaseWorker(run, phase, asking, 4, "woken", queue.SimpleQueue()), list[RunItem]()
    with patch.object(worker.pool, "ask", lambda batch: asked.extend(item for item, _ in batch)):
        for _turn in range(2):
            worker.fill()
            clock.shift(1.1)
            worker.refresh()
    worker.pool.close()
    assert asked == left


@pytest.mark.slow
def test_a_slice_that_was_held_up_beyond_its_leases_asks_for_nothing_more(run: EnrichmentRun, sandbox: Sandbox) -> None:
    """As when the database was away: another worker may ask for the same by now."""
    sandbox.latency = {"euria": 0.1}
    taken, back = list[RunItem](), list[float]()
    later = timezone.now() + timedelta(minutes=1)

    def be_held_up() -> None:
        if not taken and sandbox.record.count("euria", "chat"):
            time.sleep(1.2)
            back.append(time.monotonic())
            taken.extend(claim(phase_of(run), "another", 200))
            RunItem.objects.filter(owner="another").update(lease_until=later)

    Slice(run, on_look=be_held_up).work()
    assert taken
    assert [late for late in sandbox.record.all("euria", "chat") if late.time > back[0]] == []
    assert set(run.items.filter(outcome="", leads=True).values_list("owner", flat=True)) == {"another"}
    RunItem.objects.exclude(owner="").update(lease_until=timezone.now() - timedelta(seconds=1))
    finish(run)
    assert run.state == State.COMPLETED


@pytest.mark.slow
def test_a_slice_whose_leases_ran_out_takes_up_what_nobody_else_has(run: EnrichmentRun, sandbox: Sandbox) -> None:
    sandbox.latency = {"euria": 0.1}
    stalls = iter([1.2])
    Slice(run, on_look=lambda: time.sleep(next(stalls, 0) if sandbox.record.count("euria", "chat") else 0)).work()
    run.refresh_from_db()
    assert run.state == State.COMPLETED
    assert_counters_true(run)


def test_a_slow_worker_cannot_renew_nor_give_back_what_another_holds(
    phase: RunPhase, clock: time_machine.Traveller
) -> None:
    slow = claim(phase, "slow", 5)
    clock.shift(1.1)
    quick = claim(phase, "quick", 5)
    count_attempt(quick, "quick")
    before = list(RunItem.objects.order_by("pk").values_list("owner", "lease_until", "attempts"))
    count_attempt(slow, "slow")
    renew(slow, "slow")
    release(slow, "slow", asked=True)
    assert list(RunItem.objects.order_by("pk").values_list("owner", "lease_until", "attempts")) == before


@pytest.mark.slow
def test_an_item_that_kills_its_workers_is_given_up(run: EnrichmentRun, sandbox: Sandbox) -> None:
    poison = run.items.order_by("pk").last()
    assert poison is not None
    RunItem.objects.filter(pk=poison.pk).update(attempts=3)
    finish(run)
    poison.refresh_from_db()
    assert (poison.outcome, poison.reason) == ("failed", "gave_up")
    assert outcomes(run)["failed"] == 1
    assert run.state == State.COMPLETED


@pytest.mark.slow
def test_a_run_without_a_sign_of_life_is_found_and_worked_to_its_end(
    run: EnrichmentRun, phase: RunPhase, clock: time_machine.Traveller
) -> None:
    claim(phase, "dead", 20)
    assert stale_runs() == []
    clock.shift(1.1)
    assert stale_runs() == [run.pk]
    finish(run)
    assert run.state == State.COMPLETED
    assert stale_runs() == []


def test_a_cancelled_run_whose_workers_died_is_closed_by_the_sweep(
    run: EnrichmentRun, phase: RunPhase, clock: time_machine.Traveller
) -> None:
    claim(phase, "dead", 20)
    assert lifecycle.cancel(run).state == State.CANCELLING
    clock.shift(1.1)
    assert stale_runs() == []
    run.refresh_from_db()
    assert run.state == State.CANCELLED
    assert_counters_true(run)


def test_a_paused_run_is_not_stale_before_its_time(
    run: EnrichmentRun, sandbox: Sandbox, clock: time_machine.Traveller
) -> None:
    sandbox.faults.set(["rate_limited:euria:retry_after=900"])
    Slice(run).work()
    clock.shift(1.1)
    assert stale_runs() == []


def test_an_answer_to_an_item_in_another_worker_s_hands_is_dropped(
    run: EnrichmentRun, phase: RunPhase, asking: Descriptions
) -> None:
    items = claim(phase, "first", 3)
    assert settle(run, phase, asking, texts(items), "second") == []
    assert not Album.objects.described().exists()
    assert {item.owner for item in RunItem.objects.filter(pk__in=[item.pk for item in items])} == {"first"}


def test_nobody_begins_at_a_run_that_waits_for_its_time(run: EnrichmentRun, sandbox: Sandbox) -> None:
    later = timezone.now() + timedelta(minutes=10)
    EnrichmentRun.objects.filter(pk=run.pk).update(state=State.PAUSED, resume_at=later)
    run.refresh_from_db()
    assert not lifecycle.begin(run)
    Slice(run, 1).work()
    run.refresh_from_db()
    assert (run.state, run.resume_at) == (State.PAUSED, later)
    assert sandbox.record.count() == 0
