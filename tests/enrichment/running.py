"""Runs in this process, and what must be true of every one of them."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from enrichment.engine.enrich import work_through
from enrichment.engine.request import RunRequest
from enrichment.engine.runs import create_run
from enrichment.models import EnrichmentRun, Outcome, PhaseState, RunItem, RunPhase, State, Trigger
from enrichment.phases.base import Phase

COUNTED = [outcome.value for outcome in Outcome if outcome != Outcome.PENDING]


def start(**options: Any) -> EnrichmentRun:
    """A run that nobody works at yet; `options` are those of `RunRequest`."""
    assert set(options) <= {field.name for field in fields(RunRequest)}
    return create_run(RunRequest(**options), Trigger.PYTHON)


def enrich(**options: Any) -> EnrichmentRun:
    """A run worked through here; its counters are checked."""
    return finish(start(**options))


def finish(run: EnrichmentRun) -> EnrichmentRun:
    work_through(run)
    assert_counters_true(run)
    return run


def phase_of(run: EnrichmentRun, name: str = "descriptions") -> RunPhase:
    return run.phases.get(name=name)


def outcomes(run: EnrichmentRun, name: str = "descriptions") -> dict[str, int]:
    """Items of one phase by outcome, "" for pending."""
    return dict(Counter(run.items.filter(phase__name=name).values_list("outcome", flat=True)))


def assert_counters_true(run: EnrichmentRun) -> None:
    """Every counter says what the rows say, and an item with an outcome is in nobody's hands."""
    run.refresh_from_db()
    for phase in run.phases.all():
        items = list(RunItem.objects.filter(phase=phase))
        counted = Counter(item.outcome for item in items)
        assert {name: getattr(phase, name) for name in COUNTED} == {name: counted[name] for name in COUNTED}, phase
        assert phase.total == len(items), phase
        assert phase.prompt_tokens == sum(item.prompt_tokens for item in items), phase
        assert phase.completion_tokens == sum(item.completion_tokens for item in items), phase
        assert phase.estimated_tokens == sum(item.estimated_tokens for item in items), phase
        settled = [item for item in items if item.outcome]
        assert all(item.finished_at and not item.owner and item.lease_until is None for item in settled), phase
        if run.state == State.COMPLETED and phase.state == PhaseState.DONE:
            assert not counted[Outcome.PENDING.value], f"{phase}: completed with items that were never asked"
    if not run.is_active:
        assert not run.items.filter(outcome="", lease_until__gte=timezone.now()).exists(), "a finished run holds leases"


def while_asking(monkeypatch: pytest.MonkeyPatch, phase: type[Phase[Any, Any]], act: Callable[[Any], object]) -> None:
    """Call `act(question)` after each answer has come and before it is written, as a person would act meanwhile."""
    asked, lock = phase.ask, threading.Lock()

    def ask(self: Phase[Any, Any], question: Any) -> Any:
        answer = asked(self, question)
        with lock:
            act(question)
            if threading.current_thread() is not threading.main_thread():
                connections.close_all()  # nobody else closes those of this thread
        return answer

    monkeypatch.setattr(phase, "ask", ask)
