"""Ctrl-C, SIGTERM and kill -9 in the midst of a run, and how it goes on."""

import re
import signal
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from collection.models import Album
from enrichment.engine.runs import is_interrupted
from enrichment.models import EnrichmentRun, RunItem, State
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.management.shell import Child, Shell
from tests.enrichment.running import assert_counters_true, start
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def half_way(sandbox: Sandbox, data_dir: Path, sample_albums: list[Album]) -> Child:
    """A child process that has written some texts and has many to go."""
    sandbox.latency = {"euria": 0.2}
    child = Child(data_dir, sandbox.environment(), "enrich", "--only", "descriptions", EURIA_CONCURRENCY="2")
    wait_until(lambda: Album.objects.described().exists(), 30, what="the first batch is written")
    return child


@pytest.mark.slow
@pytest.mark.parametrize("number", mostly_slow([signal.SIGINT, signal.SIGTERM]))
def test_an_interrupted_run_is_cancelled_keeps_its_work_and_goes_on_later(
    shell: Shell, sandbox: Sandbox, half_way: Child, number: signal.Signals
) -> None:
    half_way.tell(number)
    done = half_way.done()
    assert done.status == 130
    assert "Traceback" not in done.err
    cancelled = EnrichmentRun.objects.get()
    assert f"manage.py enrich --resume {cancelled.pk}" in done.out
    assert cancelled.state == State.CANCELLED
    assert_counters_true(cancelled)
    written = Album.objects.described().count()
    assert 0 < written < Album.objects.count()
    assert sandbox.record.count("euria", "chat") <= written  # what was asked was written

    sandbox.latency = {}
    assert shell("enrich", "--resume").status == 0
    child = EnrichmentRun.objects.latest("pk")
    assert child.parent == cancelled
    assert not Album.objects.without_description().exists()
    assert not sandbox.record.repeated("euria", "chat")


@pytest.mark.slow
def test_a_second_interruption_ends_at_once(sandbox: Sandbox, data_dir: Path, sample_albums: list[Album]) -> None:
    """Whatever is being asked: nobody waits for a service that is silent."""
    sandbox.latency = {"euria": 50}
    child = Child(data_dir, sandbox.environment(), "enrich", "--only", "descriptions", EURIA_CONCURRENCY="2")
    wait_until(lambda: sandbox.record.count("euria", "chat"), 50, what="a text is asked for")
    child.tell(signal.SIGINT)
    wait_until(lambda: EnrichmentRun.objects.get().state == State.CANCELLING, 20, what="the first is obeyed")
    told = time.monotonic()
    child.tell(signal.SIGINT)
    done = child.done()
    assert time.monotonic() - told < 20
    assert (done.status, "Traceback" in done.err) == (130, False)
    assert "--resume" in done.err
    assert_counters_true(EnrichmentRun.objects.get())


@pytest.mark.slow
def test_a_killed_run_is_adopted_by_resume_once_it_is_silent(
    shell: Shell, sandbox: Sandbox, half_way: Child, settings: Settings
) -> None:
    half_way.tell(signal.SIGKILL)
    assert half_way.done().status == -signal.SIGKILL
    run = EnrichmentRun.objects.get()
    busy = shell("enrich")
    assert busy.status == 4
    assert f"Run {run.pk}" in busy.err

    settings.AIME_INTERRUPTED_SECONDS = 0.1
    # A database server may still be at what the process asked of it last.
    wait_until(lambda: is_interrupted(EnrichmentRun.objects.get()), what="the run is silent")
    told = shell("enrich")
    assert told.status == 4
    assert "--resume" in told.err
    sandbox.latency = {}
    assert shell("enrich", "--resume").status == 0
    run.refresh_from_db()
    assert run.state == State.COMPLETED
    assert EnrichmentRun.objects.count() == 1
    assert_counters_true(run)
    assert not Album.objects.without_description().exists()


def test_a_run_that_is_being_worked_at_is_not_adopted(
    shell: Shell, sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    run = start(limit=2)
    for words in ([], [str(run.pk)]):
        assert shell("enrich", "--resume", *words).status == 4
    assert sandbox.record.count() == 0


def test_retrying_asks_only_what_failed(shell: Shell, sandbox: Sandbox, sample_albums: list[Album]) -> None:
    sandbox.faults.set(["garbage:euria:times=4"])
    assert shell("enrich", "--limit", "8", "--only", "descriptions").status == 1
    parent = EnrichmentRun.objects.get()
    failed = set(RunItem.objects.filter(run=parent, outcome="failed").values_list("album", flat=True))
    assert failed

    sandbox.faults.clear()
    done = shell("enrich", "--retry-failed", "--json")
    assert done.status == 0
    child = EnrichmentRun.objects.get(pk=done.document["run_id"])
    assert child.parent == parent
    assert set(child.items.values_list("album", flat=True)) == failed
    assert set(Album.objects.described()) == set(Album.objects.order_by("pk")[:8])
    assert shell("enrich", "--retry-failed").status == 2
    assert shell("enrich", "--retry-failed", str(child.pk)).status == 2


@pytest.mark.slow
def test_a_wrong_key_in_its_own_process_exits_with_three_and_shows_no_part_of_it(
    sandbox: Sandbox, data_dir: Path, sample_albums: list[Album]
) -> None:
    secret = "wrong-key-90125"
    words = ("enrich", "--only", "descriptions", "-v", "2")
    done = Child(data_dir, sandbox.environment(), *words, EURIA_API_KEY=secret).done()
    assert done.status == 3
    assert "EURIA_API_KEY" in done.out
    log = (data_dir / "logs" / "aime.log").read_text(encoding="utf-8")
    assert not re.search(secret[:6], done.out + done.err + log)
