"""Items are kept for ninety days; a run's row and counters, and the questions still open, stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enrichment.engine import lifecycle
from enrichment.jobs import slices
from enrichment.models import EnrichmentRun, Outcome, State
from tests.enrichment.admin.people import make_run
from tests.enrichment.admin.rows import add_item

pytestmark = pytest.mark.django_db


def ended(days: int, state: State = State.COMPLETED) -> EnrichmentRun:
    run = make_run(state)
    EnrichmentRun.objects.filter(pk=run.pk).update(finished_at=timezone.now() - timedelta(days=days))
    return run


def test_the_sweep_forgets_the_items_of_runs_that_ended_ninety_days_ago() -> None:
    old, young, active = ended(91), ended(89), make_run(State.RUNNING)
    for run in (old, young, active):
        add_item(run, Outcome.ENRICHED)
    slices.sweep()
    assert [run.items.count() for run in (old, young, active)] == [0, 1, 1]
    assert EnrichmentRun.objects.filter(pk=old.pk).exists()
    assert old.phases.count() == 2


def test_a_question_that_nobody_has_answered_stays() -> None:
    run = ended(91)
    asked = add_item(run, Outcome.REVIEW)
    add_item(run, Outcome.REVIEW, answered_at=timezone.now())
    lifecycle.prune_items()
    assert list(run.items.all()) == [asked]


def test_many_go_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "AT_ONCE", 2)
    run = ended(91)
    for _ in range(3):
        add_item(run, Outcome.KEPT)
    assert [lifecycle.prune_items() for _ in range(3)] == [2, 1, 0]
