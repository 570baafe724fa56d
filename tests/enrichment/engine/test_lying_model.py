"""A model whose every text is refused is not paid for a whole collection."""

import threading

import pytest
from django.db import connection
from pytest_django import Settings

from collection.models import Album
from enrichment.engine import runs
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun, PhaseState, RunItem, State, Trigger
from enrichment.models.run import REFUSALS_IN_A_ROW
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.phases.descriptions.text import DescriptionText
from enrichment.providers.texts import Fault
from enrichment.reports.progress import progress
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true, enrich, finish, outcomes, phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)
TEN = REFUSALS_IN_A_ROW


@pytest.fixture(autouse=True)
def one_at_a_time(sandbox: Sandbox, settings: Settings) -> None:
    settings.EURIA_CONCURRENCY = 1


@pytest.mark.slow
def test_ten_refused_texts_in_a_row_stop_the_phase_and_leave_the_rest(
    sandbox: Sandbox, sixteen_albums: list[Album]
) -> None:
    sandbox.faults.set(["invented_year:euria"])
    run = enrich(only="descriptions")
    phase = phase_of(run)
    assert (run.state, phase.state, phase.reason) == (State.STOPPED, PhaseState.STOPPED, "model_invents")
    assert TEN <= phase.review <= TEN + 2
    assert outcomes(run)[""] == phase.remaining > 0
    assert all(item.reason and item.draft for item in RunItem.objects.filter(run=run, outcome="review"))
    assert not Album.objects.described().exists()


@pytest.mark.slow
def test_the_run_says_so_in_one_sentence(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["invented_year:euria"])
    run = enrich(only="descriptions")
    count = phase_of(run).refused_in_a_row
    told = progress(run.pk)
    assert told is not None
    assert f"This model invents: {count} of {count} refused" in told["message"]


@pytest.mark.slow
def test_photos_go_on(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["invented_track:euria"])
    run = enrich()
    assert phase_of(run, "artist_images").state == PhaseState.DONE


def test_a_model_that_writes_nothing_of_use_is_not_said_to_invent(
    sandbox: Sandbox, sixteen_albums: list[Album]
) -> None:
    sandbox.faults.set(["short_text:euria"])
    assert phase_of(enrich(only="descriptions")).reason == "model_unfit"


@pytest.mark.slow
def test_one_good_text_begins_the_count_anew(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    # A refused text costs two calls: some nine are refused, one is good, and nine more are refused.
    sandbox.faults.set(["invented_year:euria:times=18", "invented_year:euria:after=19:times=18"])
    run = enrich(only="descriptions", limit=25)
    assert run.state == State.COMPLETED
    assert outcomes(run)["review"] > TEN


@pytest.mark.slow
def test_slices_count_together(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["invented_year:euria"])
    sandbox.latency = {"euria": 0.05}
    run = start(only="descriptions")
    slices = 0
    while not phase_of(run).reason and slices < 100:  # on a busy machine one may ask for nothing
        Slice(run, seconds=0.3).work()
        slices += 1
    assert slices > 1
    run.refresh_from_db()
    assert phase_of(run).reason == "model_invents"
    assert TEN <= phase_of(run).review <= TEN + 2


@pytest.mark.slow
def test_two_workers_count_together(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["invented_year:euria"])
    sandbox.latency = {"euria": 0.05}
    run = start(only="descriptions")

    def work() -> None:
        try:
            Slice(EnrichmentRun.objects.get(pk=run.pk), seconds=60).work()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert_counters_true(run)
    phase = phase_of(run)
    assert phase.reason == "model_invents"
    assert TEN <= phase.refused_in_a_row <= phase.review
    assert phase.remaining > 0


def test_a_text_from_the_cache_says_nothing_of_the_model() -> None:
    fault = (Fault("invented_year", "1871"),)
    phase = Descriptions.__new__(Descriptions)
    assert phase.refusal(DescriptionText("A text.", "en", faults=fault, from_cache=True)) is None
    assert phase.refusal(DescriptionText("A text.", "en")) == ""
    assert phase.refusal(DescriptionText("A text.", "en", faults=fault)) == "model_invents"


@pytest.mark.slow
def test_a_run_of_what_remains_counts_for_itself(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["invented_year:euria"])
    first = enrich(only="descriptions")
    sandbox.faults.clear()
    rest = finish(runs.resume(first, Trigger.PYTHON))
    assert rest.state == State.COMPLETED
    assert phase_of(rest).refused_in_a_row == 0
