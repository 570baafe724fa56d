"""The shared pace as rows tell it: slots, pauses, and who is let through."""

import threading
import time

import pytest
from django.db import connections

from enrichment.engine import rate_limit
from enrichment.engine.rate_limit import SharedLimiter, block, reserve
from enrichment.models import ProviderLimit
from enrichment.providers.errors import Cancelled, Limited

pytestmark = pytest.mark.django_db(transaction=True)
UNLIMITED = 0.0


@pytest.fixture(autouse=True)
def euria() -> None:
    ProviderLimit.objects.create(name="euria")


def test_slots_are_spread_evenly_a_little_slower_than_the_limit() -> None:
    waits = [reserve("euria", 60).wait for _ in range(4)]
    assert waits == pytest.approx([0, 1.031, 2.062, 3.093], abs=0.2)


def test_a_service_that_was_left_alone_owes_no_burst() -> None:
    ProviderLimit.objects.update(next_slot=time.time() - 3600)
    assert [reserve("euria", 60).wait > 0.5 for _ in range(3)] == [False, True, True]


@pytest.mark.parametrize("per_minute", [60.0, UNLIMITED])
def test_a_short_pause_is_waited_for(per_minute: float) -> None:
    block("euria", 20)
    slot = reserve("euria", per_minute)
    assert not slot.blocked
    assert slot.wait == pytest.approx(20, abs=1)


@pytest.mark.parametrize("per_minute", [60.0, UNLIMITED])
@pytest.mark.parametrize(("seconds", "quota"), [(90, False), (5, True)], ids=["long", "quota"])
def test_a_long_pause_and_a_used_up_quota_are_not_waited_for(per_minute: float, seconds: int, quota: bool) -> None:
    block("euria", seconds, quota=quota)
    with pytest.raises(Limited) as caught:
        SharedLimiter("euria", per_minute).acquire()
    assert caught.value.seconds == pytest.approx(seconds, abs=1)
    assert caught.value.quota is quota
    assert not ProviderLimit.objects.exclude(next_slot=0).exists(), "a refusal takes no slot"


@pytest.mark.parametrize("per_minute", [60.0, UNLIMITED])
def test_the_call_is_let_through_once_the_pause_is_over(per_minute: float) -> None:
    block("euria", 0.2)
    began = time.monotonic()
    SharedLimiter("euria", per_minute).acquire()
    assert time.monotonic() - began >= 0.15


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    block("euria", 50)
    block("euria", 1)
    assert reserve("euria", 60).wait == pytest.approx(50, abs=1)


def test_services_do_not_wait_for_one_another() -> None:
    block("euria", 500)
    limiter = SharedLimiter("spotify", 60)
    limiter.acquire()


def test_who_is_told_to_stop_waits_no_longer() -> None:
    stop = threading.Event()
    block("euria", 30)
    threading.Timer(0.05, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        SharedLimiter("euria", 60, stop).acquire()
    assert time.monotonic() - began < 5


def test_who_is_leaving_waits_for_a_slot_and_for_no_pause() -> None:
    leaving = threading.Event()
    limiter = SharedLimiter("euria", 60.0, is_leaving=leaving.is_set)
    leaving.set()
    limiter.acquire()
    block("euria", 30)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        limiter.acquire()
    assert time.monotonic() - began < 5


@pytest.mark.slow
def test_a_slot_that_a_pause_overtook_is_given_up_for_a_later_one() -> None:
    reserve("euria", 120)
    threading.Timer(0.1, block_from_a_thread, ["euria", 0.7]).start()
    began = time.monotonic()
    SharedLimiter("euria", 120).acquire()
    assert time.monotonic() - began >= 0.65


def block_from_a_thread(name: str, seconds: float) -> None:
    block(name, seconds)
    connections.close_all()


def test_slots_leave_room_for_calls_that_set_off_a_little_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service counts arrivals: sixty slots take longer than the minute in which it allows sixty calls."""
    monkeypatch.setattr(rate_limit, "database_time", lambda: 1_000_000.0)
    assert [reserve("euria", 60).wait for _ in range(61)][-1] > 61.5
