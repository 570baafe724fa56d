"""What the queue hands to a worker."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django_q.brokers import Broker, get_broker
from django_q.brokers.orm import ORM
from django_q.brokers.redis_broker import Redis
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from django_q.tasks import async_task

from aime_site.servers import task_queue
from enrichment.jobs.brokers import OurTasksOnly
from enrichment.jobs.queue import SWEEP
from enrichment.models import EnrichmentRun
from tests.cluster import Cluster
from tests.waiting import wait_until

FOREIGN = "tests.enrichment.jobs.foreign.leave_a_file"
pytestmark = pytest.mark.django_db(transaction=True)


def put_beside(payload: str) -> None:
    broker = get_broker()
    broker.enqueue(payload)


def handed_out() -> list[Any]:
    return [SignedPackage.loads(payload)["func"] for _, payload in get_broker().dequeue()]


@pytest.mark.parametrize(("redis_url", "queue"), [("", ORM), ("redis://127.0.0.1:6379/0", Redis)])
def test_both_queues_of_the_settings_are_ours(redis_url: str, queue: type[Broker]) -> None:
    used = import_string(task_queue(redis_url, workers=1, retry=900)["broker_class"])
    assert issubclass(used, OurTasksOnly)
    assert issubclass(used, queue)


def test_our_tasks_come_out_as_they_went_in() -> None:
    async_task(SWEEP)
    assert handed_out() == [SWEEP]
    assert OrmQ.objects.count() == 1, "the worker takes it off when it is done"


@pytest.mark.parametrize(
    "put",
    [
        lambda: async_task(FOREIGN, "x"),
        lambda: async_task(SWEEP, hook=FOREIGN),
        lambda: put_beside("not a signed task"),
        lambda: put_beside(SignedPackage.dumps(["no", "task"])),
        lambda: put_beside(""),
    ],
)
def test_what_is_not_ours_or_cannot_be_read_is_taken_off_and_said(
    put: Callable[[], object], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("ERROR", "enrichment.processes"):
        caplog.handler.setLevel(0)
        logging.getLogger("enrichment").addHandler(caplog.handler)
        put()
        assert handed_out() == []
    assert not OrmQ.objects.exists()
    assert "A task of the queue " in caplog.text


@pytest.mark.live
@pytest.mark.slow
def test_a_real_cluster_runs_none_of_it_and_goes_on(qcluster: Cluster, data_dir: Path) -> None:
    assert str(data_dir) != os.environ.get("AIME_DATA_DIR")
    async_task(FOREIGN, "ran")
    async_task(SWEEP, hook=FOREIGN)
    async_task(SWEEP)
    wait_until(lambda: not OrmQ.objects.exists(), 20, what="the queue is empty")
    assert not (data_dir / "ran").exists()
    assert "was refused" in qcluster.log
    assert not EnrichmentRun.objects.exists()
    assert settings.Q_CLUSTER["broker_class"].startswith("enrichment.jobs.")
