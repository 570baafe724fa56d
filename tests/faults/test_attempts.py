"""An item is charged for what it was asked, not for having waited in a worker that died."""

import queue
import threading
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from collection.models import Album
from enrichment.engine import lifecycle
from enrichment.engine.items import claim, count_attempt, prepare_chunk
from enrichment.engine.phase_worker import PhaseWorker
from enrichment.models import RunItem, State
from enrichment.phases.descriptions.phase import Descriptions
from enrichment.providers.http import Unlimited
from enrichment.sandbox import Sandbox
from tests.enrichment.running import finish, outcomes, phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
@pytest.mark.parametrize("asked", [False, True])
def test_only_items_that_were_asked_when_worker_after_worker_died_are_given_up(
    sandbox: Sandbox, thirty_albums: list[Album], asked: bool
) -> None:
    run = start(only="descriptions")
    lifecycle.begin(run)
    prepare_chunk(run, phase_of(run).pk, Descriptions)
    for turn in range(settings.AIME_MAX_ATTEMPTS):
        held = claim(phase_of(run), f"dead {turn}", 20)
        if asked:
            count_attempt(held[:1], f"dead {turn}")
        RunItem.objects.exclude(owner="").update(lease_until=timezone.now() - timedelta(seconds=1))
    finish(run)
    assert run.state == State.COMPLETED
    given_up = run.items.filter(reason="gave_up", leads=True)
    assert [item.pk for item in given_up] == ([held[0].pk] if asked else [])
    assert outcomes(run).get("failed", 0) == run.items.filter(reason="gave_up").count()


def test_an_item_is_charged_once_at_most_for_waiting_behind_the_threads(
    sandbox: Sandbox, thirty_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worker after worker dies with both threads in a call and two more items handed to them."""
    over = threading.Event()
    monkeypatch.setattr(Descriptions, "ask", lambda _phase, _question: over.wait(60))
    run = start(only="descriptions")
    lifecycle.begin(run)
    prepare_chunk(run, phase_of(run).pk, Descriptions)
    charges = []
    with ExitStack() as threads:
        for turn in range(settings.AIME_MAX_ATTEMPTS):
            lane = PhaseWorker(
                run,
                phase_of(run),
                Descriptions.connect(lambda _service: Unlimited()),
                2,
                f"dead {turn}",
                queue.SimpleQueue(),
            )
            threads.callback(lane.pool.close)
            threads.callback(lane.pool.withdraw)
            lane.fill()
            charges.append(list(run.items.filter(attempts__gt=0).order_by("pk").values_list("attempts", flat=True)))
            RunItem.objects.exclude(owner="").update(lease_until=timezone.now() - timedelta(seconds=1))
        threads.callback(over.set)
    assert charges == [[1, 1, 1, 1], [2, 2, 1, 1], [3, 3, 1, 1]]
    monkeypatch.undo()
    finish(run)
    assert run.items.filter(reason="gave_up", leads=True).count() == 2
