"""A slice's threads take turns on one core."""

import os
import sys
import threading

import pytest

from collection.models import Artist
from enrichment.phases.artist_images import ArtistImages, Question
from enrichment.phases.photos import Found
from enrichment.sandbox import Sandbox
from enrichment.services.one_core import on_one_core
from enrichment.services.slices import Slice
from tests.enrichment.running import start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process choose its cores")


@pytest.mark.django_db(transaction=True)
def test_all_threads_of_a_slice_run_on_the_same_core(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, seen = os.sched_getaffinity(0), []

    def ask(_phase: ArtistImages, _question: Question) -> Found:
        seen.append(os.sched_getaffinity(0))
        return Found("not_found", "nobody")

    monkeypatch.setattr(ArtistImages, "ask", ask)
    for number in range(12):
        Artist.objects.create(name=f"Artist {number}")
    Slice(start(only="artist_images")).work()
    assert len(seen) == 12
    assert {len(cores) for cores in seen} == {1}
    assert len(set.union(*seen)) == 1
    assert os.sched_getaffinity(0) == usual


def test_neighbouring_processes_take_different_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, taken = os.sched_getaffinity(0), []
    for pid in (1000, 1001, 1002):
        monkeypatch.setattr(os, "getpid", lambda pid=pid: pid)
        with on_one_core():
            taken.append(os.sched_getaffinity(0))
    assert all(one <= usual and len(one) == 1 for one in taken)
    assert len(usual) == 1 or taken[0] != taken[1] != taken[2]


def test_a_thread_started_before_stays_free() -> None:
    usual, seen, inside = os.sched_getaffinity(0), [], threading.Event()

    def look() -> None:
        inside.wait(10)
        seen.append(os.sched_getaffinity(0))

    elsewhere = threading.Thread(target=look)
    elsewhere.start()
    with on_one_core():
        inside.set()
        elsewhere.join()
    assert seen == [usual]


def test_a_system_that_refuses_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _cores: set[int]) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", refuse)
    usual = os.sched_getaffinity(0)
    with on_one_core():
        assert os.sched_getaffinity(0) == usual
