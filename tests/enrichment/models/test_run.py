"""What a run's rows say of themselves, and how their counters move."""

import pytest
from django.db import transaction
from django.utils.translation import override

from enrichment.models import (
    EnrichmentRun,
    PhaseState,
    Preferences,
    ProviderLimit,
    RunItem,
    RunPhase,
    ScheduledStart,
    State,
    WorkerHeartbeat,
)
from tests.enrichment.reports.progress_rows import add_phase, make_run

DONE = {"enriched": 1, "cached": 2, "kept": 3, "not_found": 4, "review": 5, "failed": 6}


def test_every_outcome_is_done_and_what_was_filled_is_added() -> None:
    phase = RunPhase(total=30, **DONE, prompt_tokens=100, completion_tokens=30)
    assert (phase.done, phase.remaining, phase.added, phase.tokens) == (21, 9, 3, 130)


@pytest.mark.parametrize(
    ("state", "prepared", "total", "through"),
    [
        (PhaseState.OPEN, True, 21, True),
        (PhaseState.OPEN, True, 22, False),
        (PhaseState.OPEN, False, 21, False),
        (PhaseState.STOPPED, False, 90, True),
        (PhaseState.DONE, True, 21, True),
    ],
    ids=["all done", "one is left", "more may come", "stopped", "done"],
)
def test_a_phase_is_through_when_nothing_of_it_will_be_asked(
    state: str, prepared: bool, total: int, through: bool
) -> None:
    assert RunPhase(state=state, prepared=prepared, total=total, **DONE).is_through is through


@pytest.mark.parametrize(("refused", "stopped_after"), [(0, 0), (9, 0), (10, 10), (12, 12)])
def test_ten_answers_of_no_use_are_told_as_the_reason(refused: int, stopped_after: int) -> None:
    assert RunPhase(refused_in_a_row=refused).stopped_after == stopped_after


@pytest.mark.django_db
def test_counters_move_by_what_is_counted_and_with_it() -> None:
    phase, other = add_phase(make_run(), total=5, enriched=1), add_phase(make_run(State.COMPLETED), enriched=1)
    RunPhase.count(phase.pk, enriched=2, failed=1, kept=0)
    with transaction.atomic():
        RunPhase.count(phase.pk, enriched=100)
        transaction.set_rollback(True)
    phase.refresh_from_db()
    other.refresh_from_db()
    assert (phase.enriched, phase.failed, phase.kept, other.enriched) == (3, 1, 0, 1)


@pytest.mark.django_db
def test_where_nothing_was_counted_nothing_is_written(django_assert_num_queries: pytest.FixtureRequest) -> None:
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(0):
        RunPhase.count(1, enriched=0)


@pytest.mark.parametrize(
    ("row", "english", "french"),
    [
        (EnrichmentRun(pk=7), "Run 7", "Exécution 7"),
        (Preferences(), "Preferences", "Préférences"),
        (ScheduledStart(job="night", result="started"), "enrichment at night: started", None),
        (RunPhase(name="descriptions"), "descriptions", "descriptions"),
        (RunItem(label="AIR – Moon Safari"), "AIR – Moon Safari", "AIR – Moon Safari"),
        (ProviderLimit(name="euria"), "euria", "euria"),
        (WorkerHeartbeat(host="attic", pid=12), "attic:12", "attic:12"),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "pk") else None,
)
def test_a_row_names_itself_where_it_is_listed(row: object, english: str, french: str | None) -> None:
    with override("en"):
        assert str(row) == english
    with override("fr"):
        assert str(row) == french or (french is None and str(row) != english)
