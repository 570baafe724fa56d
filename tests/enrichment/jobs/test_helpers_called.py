"""When one more worker is called to a run that many can work at."""

import pytest
from django_q.models import OrmQ

from enrichment.jobs.slices import enqueue_extra_slice, enqueue_slice
from enrichment.models import EnrichmentRun, State, Trigger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run() -> EnrichmentRun:
    return EnrichmentRun.objects.create(trigger=Trigger.BUTTON, state=State.RUNNING)


def test_a_helper_is_called_while_nobody_waits_in_the_queue(run: EnrichmentRun) -> None:
    enqueue_extra_slice(run.pk)
    assert OrmQ.objects.count() == 1


def test_none_is_called_while_a_call_waits_for_a_free_worker(run: EnrichmentRun) -> None:
    for _ in range(5):
        enqueue_extra_slice(run.pk)
    assert OrmQ.objects.count() == 1


def test_a_call_that_a_busy_cluster_holds_in_its_hands_does_not_keep_idle_ones_away(run: EnrichmentRun) -> None:
    enqueue_slice(run.pk)
    OrmQ.objects.all().delete()  # taken, not begun
    enqueue_slice(run.pk)
    assert OrmQ.objects.count() == 0
    enqueue_extra_slice(run.pk)
    assert OrmQ.objects.count() == 1
