"""What a service that asks to wait gets, over real sockets."""

import pytest

from enrichment.providers.errors import Cancelled, Limited
from enrichment.providers.http import Reply, Unlimited
from tests.enrichment.providers.http.sessions import session
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted

GOOD = answer(200, '{"a": 1}')


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"Retry_After": "2"}, 2), ({"Retry_After": "40"}, 40), ({}, 60), ({"Retry_After": "-1"}, 60)],
)
def test_a_short_wait_is_told_to_all_then_the_call_is_sent_again(headers: dict[str, str], seconds: float) -> None:
    limiter = NotingLimiter()
    with scripted(answer(429, "Too many requests", **headers), GOOD) as server:
        assert session(limiter).request("GET", server.url).json == {"a": 1}
    assert limiter.blocks == [(seconds, False)]
    assert limiter.turns == 2


@pytest.mark.parametrize("seconds", [61, 3_600, 86_400])
def test_a_long_wait_is_told_to_all_and_left_to_the_run(seconds: int) -> None:
    limiter = NotingLimiter()
    with scripted(answer(429, Retry_After=str(seconds)), GOOD) as server, pytest.raises(Limited) as caught:
        session(limiter).request("GET", server.url)
    assert (caught.value.seconds, caught.value.quota) == (seconds, False)
    assert limiter.blocks == [(seconds, False)]
    assert len(server.requests) == 1


def test_a_used_up_quota_is_not_tried_again_however_short_its_wait() -> None:
    def check(reply: Reply) -> None:
        raise Limited("spotify", seconds=1, quota=True)

    limiter = NotingLimiter()
    with scripted(answer(429)) as server, pytest.raises(Limited) as caught:
        session(limiter).request("GET", server.url, check=check)
    assert caught.value.quota
    assert limiter.blocks == [(1, True)]
    assert len(server.requests) == 1


def test_a_service_that_always_asks_to_wait_is_given_up() -> None:
    limiter = NotingLimiter()
    with scripted(answer(429, Retry_After="1")) as server, pytest.raises(Limited):
        session(limiter).request("GET", server.url)
    assert len(server.requests) == len(limiter.blocks) == 4


def test_a_503_that_names_a_time_is_a_limit_too() -> None:
    limiter = NotingLimiter()
    with scripted(answer(503, Retry_After="5"), GOOD) as server:
        session(limiter).request("GET", server.url)
    assert limiter.blocks == [(5, False)]


@pytest.mark.parametrize("stop", [Cancelled(), Limited("euria", seconds=900)])
def test_nothing_is_sent_when_the_limiter_says_no(stop: Exception) -> None:
    class Closed(NotingLimiter):
        def acquire(self) -> None:
            raise stop

    with scripted(GOOD) as server, pytest.raises(type(stop)):
        session(Closed()).request("GET", server.url)
    assert server.requests == []


def test_a_cancellation_is_heard_between_retries() -> None:
    class ClosingAfterOne(NotingLimiter):
        def acquire(self) -> None:
            super().acquire()
            if self.turns > 1:
                raise Cancelled

    with scripted(answer(500)) as server, pytest.raises(Cancelled):
        session(ClosingAfterOne()).request("GET", server.url)
    assert len(server.requests) == 1


def test_the_limiter_for_single_checks_never_waits() -> None:
    limiter = Unlimited()
    limiter.block(3_600, quota=True)
    limiter.acquire()
