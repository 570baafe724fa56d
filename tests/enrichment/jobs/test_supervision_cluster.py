"""What a cluster's own processes know of the cluster that they work in, and how its main process stops."""

import os
import signal
import socket
from collections.abc import Iterator
from typing import NoReturn
from unittest.mock import Mock

import pytest
from django_q.conf import Conf

from enrichment.jobs.supervision import membership
from enrichment.jobs.supervision.cluster import Flag, SteadyCluster
from enrichment.models import WorkerHeartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def of_no_cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Conf, "MAX_RSS", None)
    membership._cluster.clear()
    yield
    membership._cluster.clear()


def test_a_worker_is_told_to_stop_through_the_row_of_its_own_cluster() -> None:
    mine, other = membership.register(), membership.register()
    membership.join(mine.pk)
    membership.note(other, stopping=True)
    assert not membership.is_stopping()
    membership.note(mine, stopping=True)
    assert membership.is_stopping()


def test_a_worker_that_joins_another_cluster_is_of_that_alone() -> None:
    first, second = membership.register(), membership.register()
    membership.join(first.pk)
    membership.join(second.pk)
    membership.note(first, stopping=True)
    assert not membership.is_stopping()


@pytest.mark.parametrize(("joins", "most"), [(True, 1), (False, None)])
def test_a_worker_makes_way_for_a_fresh_one_where_a_cluster_can_make_one(joins: bool, most: int | None) -> None:
    if joins:
        membership.join(1)
    membership.make_way()
    assert most == Conf.MAX_RSS


def test_a_ping_that_its_own_cluster_answers_is_both() -> None:
    row = membership.register()
    membership.note(row, asked_at=row.beat_at)
    membership.join(row.pk)
    membership.answer(row.pk)
    row.refresh_from_db()
    assert row.asked_at is None
    assert row.answered_at is not None


def test_a_ping_of_another_supervisor_stays_under_way() -> None:
    asker, other = membership.register(), membership.register()
    for row in (asker, other):
        membership.note(row, asked_at=row.beat_at)
    membership.answer(asker.pk)
    other.refresh_from_db()
    assert other.asked_at is not None


def test_a_ping_of_a_supervisor_that_is_gone_is_no_error() -> None:
    membership.answer(4711)
    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.parametrize(
    ("error", "alone"),
    [(PermissionError(), False), (ProcessLookupError(), True)],
    ids=["another account's", "nobody's"],
)
def test_a_process_of_this_machine_is_looked_for_by_its_number(
    error: Exception, alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_pid: int, _signal: int) -> NoReturn:
        raise error

    mine = membership.register()
    WorkerHeartbeat.objects.create(host=socket.gethostname(), pid=4711)
    monkeypatch.setattr(os, "kill", refuse)
    assert membership.is_alone(mine) is alone


def test_the_row_of_an_earlier_process_of_the_same_number_is_no_other() -> None:
    earlier = membership.register()
    mine = membership.register()
    assert earlier.pid == mine.pid
    assert membership.is_alone(mine)


def test_a_supervisor_stays_alone_beside_rows_that_a_fast_clock_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = membership.register()
    WorkerHeartbeat.objects.create(host="elsewhere", pid=1, beat_at=mine.beat_at.replace(year=2099))
    assert not membership.is_alone(mine), "it may live"
    other = WorkerHeartbeat.objects.get(host="elsewhere")
    assert other.beat_at.year < 2099, "and is forgotten like any other from now on"


def test_a_flag_is_set_once_and_for_all_and_holds_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []
    monkeypatch.setattr("enrichment.jobs.supervision.cluster.time.sleep", naps.append)
    flag = Flag()
    assert (flag.is_set(), flag.wait(0.5)) == (False, False)
    flag.set()
    assert (flag.is_set(), flag.wait(0.25)) == (True, True)
    assert naps == [0.5, 0.25]


@pytest.fixture
def steady() -> SteadyCluster:
    one = object.__new__(SteadyCluster)
    one.sentinel, one.stop_event = None, Flag()
    return one


def test_a_cluster_that_is_told_to_stop_before_it_began_ends_well(steady: SteadyCluster) -> None:
    with pytest.raises(SystemExit) as ended:
        steady.sig_handler(signal.SIGTERM, None)
    assert ended.value.code == 0


def test_one_that_works_is_told_and_finishes_what_is_under_way(steady: SteadyCluster) -> None:
    steady.sentinel = Mock()
    steady.sig_handler(signal.SIGTERM, None)
    assert steady.stop_event.is_set()
