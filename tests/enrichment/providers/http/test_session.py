"""Good days: what is sent and what comes back, over real sockets."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enrichment.providers.errors import BadAnswer, ProviderError, Refused, Unavailable
from enrichment.providers.http import FirstCall, Reply
from enrichment.providers.http.session import guard_http_log, redact
from tests.enrichment.providers.http.sessions import session
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted


def test_a_reply_comes_back_whole_and_aime_says_who_it_is() -> None:
    limiter = NotingLimiter()
    with scripted(answer(200, '{"a": 1}')) as server:
        reply = session(limiter).request("GET", server.url + "/x", params={"q": "é"})
    assert (reply.status, reply.json) == (200, {"a": 1})
    assert server.requests[0].startswith("GET /x?q=%C3%A9 HTTP/1.1\r\n")
    assert "User-Agent: AIME/0.2 (personal record collection)\r\n" in server.requests[0]
    assert limiter.turns == 1


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 422])
def test_what_a_status_means_is_left_to_the_client(status: int) -> None:
    with scripted(answer(status, "{}")) as server:
        assert session(NotingLimiter()).request("GET", server.url).status == status
    assert len(server.requests) == 1


def test_the_clients_check_decides_and_its_detail_is_redacted() -> None:
    def check(reply: Reply) -> None:
        raise BadAnswer("euria", "rejected_request", f"your key planted is odd: {reply.status}")

    with scripted(answer(400)) as server, pytest.raises(BadAnswer) as caught:
        session(NotingLimiter()).request("GET", server.url, check=check)
    assert caught.value.detail == "your key *** is odd: 400"


def test_no_cookie_is_kept() -> None:
    with scripted(answer(200, "{}", Set_Cookie="a=b; Path=/")) as server:
        http = session(NotingLimiter())
        http.request("GET", server.url)
        http.request("GET", server.url)
    assert "Cookie" not in server.requests[1]


def test_a_netrc_of_the_machine_does_not_replace_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password mine\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with scripted(answer(200, "{}")) as server:
        session(NotingLimiter()).request("GET", server.url, headers={"Authorization": "Bearer ours"})
    assert "Authorization: Bearer ours\r\n" in server.requests[0]


def test_the_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(answer(200, '{"a": 1}')) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        reply = session(NotingLimiter()).request("GET", "http://records.example/x")
    assert reply.json == {"a": 1}
    assert proxy.requests[0].startswith("GET http://records.example/x HTTP/1.1\r\n")


def test_many_threads_share_one_session() -> None:
    limiter = NotingLimiter()
    with scripted(answer(200, '{"a": 1}')) as server:
        http = session(limiter, timeout=(10.0, 10.0))  # a busy machine lets some of them wait
        with ThreadPoolExecutor(16) as pool:
            replies = list(pool.map(lambda _: http.request("GET", server.url), range(64)))
    assert all(reply.json == {"a": 1} for reply in replies)
    assert len(server.requests) == limiter.turns == 64


def test_a_session_shows_nothing_of_its_keys() -> None:
    assert repr(session(NotingLimiter())) == "<HttpSession euria>"


@pytest.mark.parametrize(
    "text",
    [
        "GET /2.0/?method=x&api_key=planted-key&format=json",
        "Authorization: Bearer planted-key",
        "Authorization: Discogs token=planted-key",
        "Basic planted-key",
        "access_token=planted-key",
    ],
)
def test_what_looks_like_a_credential_is_hidden(text: str) -> None:
    assert "planted" not in redact(text)


def test_a_known_secret_is_hidden_wherever_it_stands() -> None:
    assert redact("key abcd-efgh is wrong", ["abcd-efgh"]) == "key *** is wrong"
    assert redact("nothing here", [""]) == "nothing here"


def test_the_log_of_the_http_library_holds_no_key(caplog: pytest.LogCaptureFixture) -> None:
    guard_http_log()
    guard_http_log()
    logger = logging.getLogger("urllib3.connectionpool")
    with caplog.at_level(logging.DEBUG, logger.name):
        logger.debug('%s "%s %s"', "host", "GET", "/2.0/?api_key=planted-key&user=x")
    assert "planted" not in caplog.text
    assert "user=x" in caplog.text
    assert len(logger.filters) == 1


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
    monkeypatch.setattr("enrichment.providers.http.session.time.monotonic", lambda: now[0])
    first_call = FirstCall()
    calls: list[int] = []
    for moment in (100.0, 101.0, 105.0):
        now[0] = moment
        with pytest.raises(Refused), first_call():
            refuse(calls)
    assert len(calls) == 2
