"""The life of runs in any order of events: workers come, stall and die, people cancel, resume and retry."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import hypothesis
import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pytest_django import Settings

from collection.models import Album, AlbumArtist, Artist
from enrichment.engine import lifecycle, runs
from enrichment.engine.items import claim, count_attempt, lease_end, prepare_chunk, release, renew, settle
from enrichment.engine.lifecycle import stale_runs
from enrichment.engine.rate_limit import limiter_of
from enrichment.engine.request import AlreadyActive, BadOption
from enrichment.models import ACTIVE_STATES, EnrichmentRun, Outcome, RunItem, State, Trigger
from enrichment.phases.base import Result
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.text import DescriptionText
from enrichment.providers.texts import Fault
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.cases import mostly_slow
from tests.enrichment.running import assert_counters_true, phase_of, start

LEASE = 10
WORKERS = st.sampled_from(["first", "second"])

ANSWERS: dict[str, Callable[[], Any]] = {
    "text": lambda: DescriptionText("A text.", "en", completion_tokens=3),
    "doubtful": lambda: DescriptionText("A text.", "en", faults=(Fault("cut"),), completion_tokens=3),
    "failed": lambda: Result(Outcome.FAILED, "timeout"),
    "kept": lambda: Result(Outcome.KEPT, "locked"),
}


class RunLife(RuleBasedStateMachine):
    """The model: who holds which item until when, and the outcome that each item had when it was first seen."""

    @initialize()
    def collection(self) -> None:
        for model in (EnrichmentRun, AlbumArtist, Album, Artist):
            model.objects.all().delete()
        for number, master in enumerate([None, 7, 7, 7, None, 8, 8]):
            make_album(f"Album {number}", "Somebody", discogs_master_id=master)
        self.clock = time_machine.travel(datetime.now(tz=timezone.get_current_timezone()), tick=False)
        self.now = self.clock.start()
        self.hands: dict[str, dict[int, RunItem]] = {"first": {}, "second": {}}
        self.leases: dict[int, tuple[str, datetime]] = {}
        self.seen: dict[int, str] = {}
        self.over: dict[int, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()

    @property
    def active(self) -> EnrichmentRun | None:
        return EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).first()

    @property
    def busy(self) -> bool:
        return any(self.hands.values())

    def owned(self, worker: str) -> set[int]:
        """What the worker has in hand and nobody took over, whether its lease is alive or not."""
        return {pk for pk in self.hands[worker] if self.leases.get(pk, ("",))[0] == worker}

    def holder(self, pk: int) -> str:
        """Whose lease on the item is alive."""
        worker, until = self.leases.get(pk, ("", timezone.now()))
        return worker if until >= timezone.now() else ""

    @precondition(lambda self: not self.active)
    @rule()
    def start(self) -> None:
        start(only="descriptions")
        with pytest.raises(AlreadyActive):
            start(only="descriptions")

    @precondition(lambda self: self.active)
    @rule(worker=WORKERS, size=st.integers(1, 4), late=st.booleans())
    def claim(self, worker: str, size: int, late: bool) -> None:
        """`late`: after every lease has ended, so that what another worker stalled on is taken over."""
        run = self.active
        assert run is not None
        if late:
            self.now.shift(timedelta(seconds=LEASE + 1))
        if not lifecycle.begin(run):
            return
        if any(item.run_id != run.pk for item in self.hands[worker].values()):
            self.hands[worker] = {}  # a worker is at one run at a time
        row = prepare_chunk(run, phase_of(run).pk, Descriptions)
        taken = claim(row, worker, size)
        assert not any(self.holder(item.pk) for item in taken), "an item is in two hands"
        count_attempt(taken, worker)
        for item in taken:
            self.hands[worker][item.pk] = item
            self.leases[item.pk] = (worker, lease_end())

    @precondition(lambda self: self.busy)
    @rule(worker=WORKERS, what=st.sampled_from(["renews", "gives back", "dies"]))
    def turn(self, worker: str, what: str) -> None:
        items = self.hands[worker]
        if what == "renews" and self.active:  # a worker looks at the state before it renews
            items = {pk: item for pk, item in items.items() if item.run_id == self.active.pk}
            renew(items.values(), worker)
            self.leases.update({pk: (worker, lease_end()) for pk in self.owned(worker) & set(items)})
        elif what == "gives back":
            release(list(items.values()), worker, asked=True)
            self._empty(worker)
        else:
            self.hands[worker] = {}

    @precondition(lambda self: self.busy)
    @rule(seconds=st.sampled_from([1, LEASE + 1]))
    def wait_and_sweep(self, seconds: int) -> None:
        self.now.shift(timedelta(seconds=seconds))
        stale_runs()

    @precondition(lambda self: self.busy)
    @rule(worker=WORKERS, answer=st.sampled_from(sorted(ANSWERS)))
    def settle(self, worker: str, answer: str) -> None:
        items = list(self.hands[worker].values())
        if items:
            run = items[0].run
            batch = [(item, ANSWERS[answer]()) for item in items if item.run_id == run.pk]
            lost = {item.pk for item, _ in batch} - self.owned(worker)
            phase = Descriptions.connect(limiter_of)
            settled = settle(run, phase_of(run), phase, batch, worker)
            assert not lost & {item.pk for item, _ in settled}, "written by one who had lost it"
            lifecycle.close_if_over(run.pk)
        self._empty(worker)

    def _empty(self, worker: str) -> None:
        for pk in self.owned(worker):
            del self.leases[pk]
        self.hands[worker] = {}

    @precondition(lambda self: self.active)
    @rule(really=st.sampled_from([True, False, False, False]))
    def cancel(self, really: bool) -> None:
        run = self.active
        if run is None or not really:
            return
        held = any(self.holder(pk) for pk in run.items.filter(outcome="").values_list("pk", flat=True))
        assert lifecycle.cancel(run).state == (State.CANCELLING if held else State.CANCELLED)

    @precondition(lambda self: not self.active)
    @rule(go_on=st.sampled_from([runs.resume, runs.retry_failed]))
    def go_on(self, go_on: Callable[..., EnrichmentRun]) -> None:
        last = EnrichmentRun.objects.order_by("pk").last()
        if last is None:
            return
        try:
            assert go_on(last, Trigger.BUTTON).parent == last
        except BadOption:
            assert not last.items.filter(outcome=Outcome.FAILED).exists()

    @invariant()
    def counters_are_true(self) -> None:
        for run in EnrichmentRun.objects.all():
            assert_counters_true(run)

    @invariant()
    def one_run_at_most_is_active(self) -> None:
        assert EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).count() <= 1

    @invariant()
    def an_outcome_never_changes(self) -> None:
        found = dict(RunItem.objects.exclude(outcome="").values_list("pk", "outcome"))
        assert {pk: found.get(pk) for pk in self.seen} == self.seen if hasattr(self, "seen") else True
        self.seen = found

    @invariant()
    def a_finished_run_stays_as_it_ended(self) -> None:
        ended = dict(EnrichmentRun.objects.exclude(state__in=ACTIVE_STATES).values_list("pk", "state"))
        assert {pk: ended.get(pk) for pk in self.over} == self.over if hasattr(self, "over") else True
        self.over = ended

    @invariant()
    def every_text_is_counted_once(self) -> None:
        added = RunItem.objects.filter(outcome__in=[Outcome.ENRICHED, Outcome.CACHED]).count()
        assert added == Album.objects.described().count()

    @invariant()
    def nobody_waits_for_an_answer_that_will_not_come(self) -> None:
        for key in RunItem.objects.filter(outcome="", leads=False).values_list("phase_id", "work_key").distinct():
            assert RunItem.objects.filter(phase_id=key[0], work_key=key[1], outcome="", leads=True).exists(), key


# Without shrinking: a failure is told at once, by its first example.
SEARCH = hypothesis.settings(
    stateful_step_count=30,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(600)  # a timeout in the midst of a life reads like a strategy that is flaky
@pytest.mark.parametrize("lives", mostly_slow([2, 40]))
def test_runs_keep_their_promises_whatever_happens_in_whatever_order(
    sandbox: Sandbox, settings: Settings, lives: int
) -> None:
    settings.AIME_LEASE_SECONDS = LEASE
    run_state_machine_as_test(RunLife, settings=hypothesis.settings(SEARCH, max_examples=lives))
