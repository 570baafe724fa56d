"""A slice's threads take turns on one core."""

import os
import queue
import socket
import subprocess
import sys
import threading
import uuid
from contextlib import ExitStack

import pytest

from collection.models import Artist
from enrichment.engine import one_core
from enrichment.engine.one_core import on_one_core
from enrichment.engine.slice import Slice
from enrichment.phases.artist_images.phase import ArtistImages, Question
from enrichment.phases.artist_images.photo import Found
from enrichment.sandbox import Sandbox
from tests.cluster import ROOT
from tests.enrichment.running import start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process choose its cores")


@pytest.fixture(autouse=True)
def claims(monkeypatch: pytest.MonkeyPatch) -> str:
    """Names of our own: what else runs on this machine may have taken its cores."""
    name = f"\0aime-test-{uuid.uuid4().hex}-{{core}}"
    monkeypatch.setattr("enrichment.engine.one_core._CLAIM", name)
    return name


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


def test_each_of_several_slices_has_a_core_of_its_own_and_the_rest_stay_free() -> None:
    usual = os.sched_getaffinity(0)
    with ExitStack() as slices:
        seen = [_bound_within(slices) for _ in usual]
        assert all(len(cores) == 1 for cores in seen)
        assert set().union(*seen) == usual
        assert _bound_within(slices) == usual


def test_a_core_is_free_again_behind_its_slice() -> None:
    with ExitStack() as slices:
        (core,) = _bound_within(slices)
        assert not _is_free(core)
    assert _is_free(core)


def test_a_killed_slice_keeps_no_core(claims: str) -> None:
    hold = f"""
import os, time
import django
django.setup()
from enrichment.engine import one_core
one_core._CLAIM = {claims!r}
with one_core.on_one_core():
    print(*os.sched_getaffinity(0), flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, cwd=ROOT) as held:
        try:
            assert held.stdout is not None
            core = int(held.stdout.readline())
            assert not _is_free(core)
        finally:
            held.kill()
    assert _is_free(core)


def _is_free(core: int) -> bool:
    with socket.socket(socket.AF_UNIX) as claim:
        return one_core._is_claimed(core, claim)


def _bound_within(slices: ExitStack) -> set[int]:
    """The cores of one more slice, at work in a thread of its own until `slices` are left."""
    seen: queue.SimpleQueue[set[int]] = queue.SimpleQueue()
    over = threading.Event()

    def work() -> None:
        with on_one_core():
            seen.put(os.sched_getaffinity(0))
            over.wait(30)

    thread = threading.Thread(target=work)
    thread.start()
    slices.callback(thread.join)
    slices.callback(over.set)
    return seen.get(timeout=30)


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


@pytest.mark.parametrize(
    "call", [(os, "sched_getaffinity"), (os, "sched_setaffinity"), (socket, "socket")], ids=lambda call: call[1]
)
def test_a_system_that_refuses_changes_nothing(call: tuple[object, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    usual = os.sched_getaffinity(0)
    with monkeypatch.context() as patch:
        patch.setattr(*call, refuse)
        with on_one_core():
            patch.undo()
            assert os.sched_getaffinity(0) == usual
    assert os.sched_getaffinity(0) == usual


def test_a_system_that_forbids_it_meanwhile_does_not_end_the_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = os.sched_getaffinity(0)

    def refuse(*_: object) -> None:
        raise PermissionError

    try:
        with monkeypatch.context() as patch, on_one_core():
            patch.setattr(os, "sched_setaffinity", refuse)
    finally:
        os.sched_setaffinity(0, usual)
