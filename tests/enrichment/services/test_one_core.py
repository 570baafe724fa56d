"""A slice's threads take turns on one core."""

import os
import sys
import threading
from collections.abc import Iterator

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


@pytest.fixture
def cores() -> Iterator[set[int]]:
    """Those that this thread may use, given back at the end."""
    usual = os.sched_getaffinity(0)
    yield usual
    os.sched_setaffinity(0, usual)


def test_it_is_the_core_that_the_system_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each field of the line is its own number, as proc(5) counts them; the name may hold brackets and blanks."""
    chosen: list[set[int]] = []
    monkeypatch.setattr(os, "sched_setaffinity", lambda _pid, cores: chosen.append(cores))
    line = f"1 (a) b) {' '.join(map(str, range(3, 53)))}"
    monkeypatch.setattr("enrichment.services.one_core.Path.read_text", lambda *_, **__: line)
    with on_one_core():
        assert chosen == [{39}]


@pytest.mark.parametrize("line", ["", "7 (worker) S 1 2", "7 (a) b) S " + "x " * 50])
def test_a_system_that_does_not_tell_the_core_changes_nothing(
    line: str, cores: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enrichment.services.one_core.Path.read_text", lambda *_, **__: line)
    with on_one_core():
        assert os.sched_getaffinity(0) == cores


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


@pytest.mark.parametrize("call", ["sched_getaffinity", "sched_setaffinity"])
def test_a_system_that_refuses_changes_nothing(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    usual = os.sched_getaffinity(0)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with on_one_core():
            patch.undo()
            assert os.sched_getaffinity(0) == usual
    assert os.sched_getaffinity(0) == usual
