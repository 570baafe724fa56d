import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from enrichment.providers.errors import ProviderError, Refused, Unavailable
from enrichment.providers.http import FirstCall

THREADS = 8


def run_at_once(first_call: FirstCall, call: Callable[[], None]) -> list[ProviderError | None]:
    started = threading.Barrier(THREADS)

    def one() -> ProviderError | None:
        started.wait(5)
        try:
            with first_call():
                call()
        except ProviderError as error:
            return error
        return None

    with ThreadPoolExecutor(THREADS) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(THREADS)]]


def refuse(calls: list[int], after: float = 0.0) -> None:
    calls.append(1)
    time.sleep(after)
    raise Refused("euria", "refused_key", "no", setting="EURIA_API_KEY")


def test_threads_that_start_together_share_one_refusal() -> None:
    calls: list[int] = []
    errors = run_at_once(FirstCall(), lambda: refuse(calls, after=0.2))
    assert len(calls) == 1
    assert all(isinstance(error, Refused) and error.setting == "EURIA_API_KEY" for error in errors)


def test_a_thread_that_comes_a_moment_late_shares_the_refusal() -> None:
    first_call = FirstCall()
    calls: list[int] = []
    for _ in range(2):
        with pytest.raises(Refused), first_call():
            refuse(calls)
    assert len(calls) == 1


def test_a_later_call_asks_again_after_a_refusal() -> None:
    first_call = FirstCall(shared_for=0)
    calls: list[int] = []
    for _ in range(2):
        with pytest.raises(Refused), first_call():
            refuse(calls)
    assert len(calls) == 2


@pytest.mark.parametrize("first", [None, Unavailable("euria", "timeout")])
def test_after_the_first_call_all_go_at_once(first: ProviderError | None) -> None:
    first_call = FirstCall()
    try:
        with first_call():
            if first:
                raise first
    except Unavailable:
        pass
    together = threading.Barrier(THREADS)
    assert run_at_once(first_call, lambda: void(together.wait(5))) == [None] * THREADS


def void(_: object) -> None:
    """For a lambda that must return nothing."""


def test_threads_that_start_together_wait_for_one_answer_and_then_go_at_once() -> None:
    """One by one, eight threads would have taken eight answers to be at full speed, at each slice's beginning."""
    first, others = threading.Event(), threading.Barrier(THREADS - 1)

    def call() -> None:
        if first.is_set():
            others.wait(5)
        else:
            first.set()

    assert run_at_once(FirstCall(), call) == [None] * THREADS


def test_a_refusal_is_shared_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who mends the key and tries again a few seconds later is heard."""
    now = [100.0]
    monkeypatch.setattr("enrichment.providers.http.first_call.time.monotonic", lambda: now[0])
    first_call = FirstCall()
    calls: list[int] = []
    for moment in (100.0, 101.0, 105.0):
        now[0] = moment
        with pytest.raises(Refused), first_call():
            refuse(calls)
    assert len(calls) == 2
