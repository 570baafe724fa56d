"""SIGTERM: what is under way is finished and written, the rest is taken up later."""

import pytest

from collection.models import Album
from enrichment.models import EnrichmentRun, RunItem, State
from enrichment.sandbox import Sandbox
from tests.enrichment.running import assert_counters_true
from tests.faults.conftest import Commands, Enqueue
from tests.waiting import wait_until

pytestmark = [pytest.mark.live, pytest.mark.slow]


@pytest.mark.parametrize("name", ["qcluster", "worker"])
def test_a_stopped_cluster_writes_what_it_paid_for_and_the_next_has_the_rest(
    name: str, sandbox: Sandbox, albums: list[Album], command: Commands, enqueue: Enqueue
) -> None:
    sandbox.latency = {"euria": 0.3}
    enqueue()
    background = command(name).start()
    wait_until(lambda: RunItem.objects.exclude(outcome="").exists(), 20)

    assert background.tell() == 0

    run = EnrichmentRun.objects.get()
    assert run.items.filter(outcome="").count() > 20
    assert not run.items.exclude(owner="").exists(), "nothing is held"
    assert_counters_true(run)
    asked = sandbox.record.all("euria", "chat")
    assert all(request.status == 200 for request in asked)
    described = run.items.filter(phase__name="descriptions", outcome__in=("enriched", "review"), leads=True)
    assert described.count() == len(asked), "every answer that was paid for is written"

    background.start()
    wait_until(lambda: EnrichmentRun.objects.get().state == State.COMPLETED, 60)
    assert_counters_true(run)
    assert not sandbox.record.repeated("euria", "chat")
