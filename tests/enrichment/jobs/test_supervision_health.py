"""When a silent cluster counts as hung, by a clock of the test's own."""

from datetime import UTC, datetime, timedelta

import pytest

from enrichment.jobs.supervision.supervisor import Health

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    return Health(every=10, stale=80, hopeless=600, clock=clock)


def test_a_cluster_is_asked_at_once_and_then_every_few_seconds(health: Health, clock: Clock) -> None:
    assert health.wants_ping(outstanding=False)
    health.sent()
    health.see(BEGINNING)
    clock.now += 9
    assert not health.wants_ping(outstanding=False)
    clock.now += 1
    assert health.wants_ping(outstanding=False)


def test_only_one_ping_is_under_way_until_it_is_taken_for_lost(health: Health, clock: Clock) -> None:
    health.sent()
    clock.now += 39
    assert not health.wants_ping(outstanding=True)
    clock.now += 1
    assert health.wants_ping(outstanding=True)


def test_pings_that_other_machines_answer_follow_each_other_faster(health: Health, clock: Clock) -> None:
    health.sent()
    clock.now += 2
    assert health.wants_ping(outstanding=False)


@pytest.mark.parametrize(
    ("seconds", "busy", "hung"), [(80, False, False), (81, False, True), (81, True, False), (601, True, True)]
)
def test_silence_is_a_hang_after(seconds: float, busy: bool, hung: bool, health: Health, clock: Clock) -> None:
    health.sent()
    clock.now += seconds
    assert health.is_hung(busy=busy) is hung


def test_sending_again_does_not_hide_the_silence(health: Health, clock: Clock) -> None:
    health.sent()
    clock.now += 50
    health.sent()
    clock.now += 31
    assert health.is_hung(busy=False)


def test_its_own_answer_ends_the_waiting_and_an_old_one_does_not(health: Health, clock: Clock) -> None:
    health.sent()
    health.see(BEGINNING)
    clock.now += 10
    health.sent()
    clock.now += 81
    health.see(BEGINNING)
    assert health.is_hung(busy=False)
    health.see(BEGINNING + timedelta(seconds=1))
    assert not health.is_hung(busy=False)


def test_a_restart_or_a_queue_that_was_away_says_nothing_about_the_cluster(health: Health, clock: Clock) -> None:
    health.sent()
    clock.now += 1000
    health.begin_anew()
    assert not health.is_hung(busy=False)
    assert health.wants_ping(outstanding=True)
