import pytest

from enrichment.models import EnrichmentRun, PhaseState, State
from enrichment.reports.progress import progress
from tests.enrichment.reports.progress_rows import add_items, add_phase, ago, ahead, make_run

pytestmark = pytest.mark.django_db


def eta(run: EnrichmentRun) -> int | None:
    found = progress(run.pk)
    assert found is not None
    assert (found["eta_seconds"] is None) == (found["eta_range"] is None)
    if found["eta_seconds"] is not None and found["eta_range"] is not None:
        low, high = found["eta_range"]
        assert 0 <= low <= found["eta_seconds"] <= high
    return found["eta_seconds"]


def spread(run: EnrichmentRun) -> float:
    found = progress(run.pk)
    assert found is not None
    assert found["eta_range"] is not None
    return found["eta_range"][1] / found["eta_range"][0]


@pytest.mark.parametrize(("asked", "known"), [(0, False), (4, False), (5, True), (50, True)])
def test_nothing_is_promised_before_five_items_were_asked(asked: int, known: bool) -> None:
    run = make_run(started_at=ago(60))
    add_items(add_phase(run, total=100, enriched=asked), asked)
    assert (eta(run) is not None) is known


def test_items_kept_without_asking_say_nothing_about_the_pace() -> None:
    run = make_run(started_at=ago(60))
    add_items(add_phase(run, total=100, kept=50), 50, outcome="kept")
    assert eta(run) is None


def test_the_pace_is_this_runs_own() -> None:
    run = make_run(started_at=ago(100))
    add_items(add_phase(run, total=60, enriched=20), 20)
    assert eta(run) == pytest.approx(200, abs=5)


def test_the_slower_phase_decides_for_both_are_worked_at_together() -> None:
    run = make_run(started_at=ago(100))
    add_items(add_phase(run, total=60, enriched=20), 20)
    add_items(add_phase(run, "artist_images", total=60, enriched=10), 10)
    assert eta(run) == pytest.approx(500, abs=10)


def test_a_phase_that_cannot_be_told_leaves_the_whole_untold() -> None:
    run = make_run(started_at=ago(100))
    add_items(add_phase(run, total=60, enriched=20), 20)
    add_phase(run, "artist_images", total=60)
    assert eta(run) is None


def test_a_total_that_still_grows_leaves_the_time_untold() -> None:
    run = make_run(started_at=ago(100))
    add_items(add_phase(run, total=60, enriched=20, prepared=False), 20)
    assert eta(run) is None


def test_a_stopped_phase_does_not_count() -> None:
    run = make_run(started_at=ago(100))
    add_items(add_phase(run, total=60, enriched=20), 20)
    add_phase(run, "artist_images", total=60, state=PhaseState.STOPPED, reason="refused_key")
    assert eta(run) == pytest.approx(200, abs=5)


def test_old_results_do_not_slow_the_estimate_of_a_long_run() -> None:
    run = make_run(started_at=ago(7200))
    phase = add_phase(run, total=200, enriched=120)
    add_items(phase, 20, finished_at=ago(3600))
    add_items(phase, 100, finished_at=ago(60))
    assert eta(run) == pytest.approx(240, abs=5)


def test_a_pause_does_not_count_as_slowness() -> None:
    run = make_run(started_at=ago(3600))
    phase = add_phase(run, total=40, enriched=20, resume_at=ago(20), reason="rate_limited")
    add_items(phase, 10, finished_at=ago(100))
    add_items(phase, 10, finished_at=ago(5))
    assert eta(run) == pytest.approx(40, abs=3)


def test_a_paused_run_tells_when_it_goes_on_rather_than_when_it_ends() -> None:
    run = make_run(State.PAUSED, started_at=ago(60), resume_at=ahead(600))
    add_items(add_phase(run, total=40, enriched=20, resume_at=ahead(600), reason="rate_limited"), 20)
    assert eta(run) is None


@pytest.mark.parametrize("state", [State.QUEUED, State.COMPLETED, State.CANCELLED, State.STOPPED])
def test_no_time_is_left_where_nobody_works(state: str) -> None:
    run = make_run(state, started_at=None if state == State.QUEUED else ago(60))
    add_items(add_phase(run, total=40, enriched=20), 20)
    assert eta(run) is None


def test_the_range_narrows_as_more_is_known() -> None:
    run = make_run(started_at=ago(100))
    phase = add_phase(run, total=400, enriched=5)
    add_items(phase, 5)
    wide = spread(run)
    add_items(phase, 95)
    assert spread(run) < wide
