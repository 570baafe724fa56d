import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import pytest
import requests

from enrichment.sandbox import Sandbox
from enrichment.sandbox.keys import EURIA_KEY
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]
ASKED: list[Callable[[Sandbox], requests.Response]] = [
    clients.models,
    clients.token_reply,
    lambda sandbox: clients.discogs(sandbox, "/oauth/identity"),
    lambda sandbox: clients.lastfm(sandbox, "user.getInfo"),
    lambda sandbox: clients.deezer(sandbox, "/search/artist", q="Air"),
    lambda sandbox: clients.wikidata(sandbox, ""),
]
every_service = pytest.mark.parametrize(
    "ask", ASKED, ids=["euria", "spotify", "discogs", "lastfm", "deezer", "wikidata"]
)
Ask = Callable[[Sandbox], requests.Response]


@every_service
def test_a_dropped_connection(faulty: Start, ask: Ask) -> None:
    sandbox = faulty("dropped:times=1")
    with pytest.raises(requests.ConnectionError):
        ask(sandbox)
    assert ask(sandbox).status_code == 200
    assert [received.status for received in sandbox.record.all()] == [0, 200]


@every_service
def test_half_a_body(faulty: Start, ask: Ask) -> None:
    sandbox = faulty("half_body")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        ask(sandbox)


@every_service
def test_an_html_error(faulty: Start, ask: Ask) -> None:
    reply = ask(faulty("html_error:status=503"))
    assert reply.status_code == 503
    assert reply.text.startswith("<!DOCTYPE html>")


@every_service
def test_garbage(faulty: Start, ask: Ask) -> None:
    reply = ask(faulty("garbage"))
    assert reply.status_code == 200
    with pytest.raises(ValueError, match=r".+"):
        reply.json()


@every_service
def test_nothing_and_another_shape(faulty: Start, ask: Ask) -> None:
    sandbox = faulty("empty_body:times=1", "wrong_shape:after=1")
    assert ask(sandbox).content == b""
    assert isinstance(ask(sandbox).json(), list)


@every_service
def test_a_limit_without_a_time(faulty: Start, ask: Ask) -> None:
    reply = ask(faulty("rate_limited:retry_after=none"))
    assert reply.status_code == 429
    assert "Retry-After" not in reply.headers


@pytest.mark.parametrize("seconds", ["2", "40", "3600", "86400"])
def test_a_limit_with_seconds(faulty: Start, seconds: str) -> None:
    reply = clients.models(faulty(f"rate_limited:euria:retry_after={seconds}"))
    assert reply.headers["Retry-After"] == seconds


def test_a_limit_with_a_date(faulty: Start) -> None:
    reply = clients.models(faulty("rate_limited:retry_after=40:form=date"))
    until = parsedate_to_datetime(reply.headers["Retry-After"]).timestamp()
    assert 35 < until - time.time() < 45


def test_a_limit_in_plain_text(faulty: Start) -> None:
    reply = clients.token_reply(faulty("rate_limited:spotify:body=text"))
    assert (reply.status_code, reply.text) == (429, "Too many requests")


def test_a_limit_is_in_the_form_of_the_service(faulty: Start) -> None:
    sandbox = faulty("rate_limited")
    assert clients.models(sandbox).json()["error"]["code"] == "too_many_requests"
    assert clients.token_reply(sandbox).json()["error"]["message"] == "API rate limit exceeded"
    assert clients.discogs(sandbox, "/releases/1").json()["message"].startswith("You are making requests")
    assert clients.lastfm(sandbox, "user.getInfo").json()["error"] == 29
    assert clients.deezer(sandbox, "/search/artist", q="Air").json()["error"]["code"] == 4
    assert clients.wikidata(sandbox, "").text.startswith("<!DOCTYPE html>")


@pytest.mark.slow
def test_a_slow_answer_comes(faulty: Start) -> None:
    sandbox = faulty("slow:seconds=0.3")
    started = time.monotonic()
    assert clients.models(sandbox).status_code == 200
    assert time.monotonic() - started >= 0.3


def test_a_silent_service_never_answers(faulty: Start) -> None:
    sandbox = faulty("timeout:euria")
    url = sandbox.environment()["EURIA_API_URL"] + "/models"
    with pytest.raises(requests.ReadTimeout):
        requests.get(url, timeout=0.2)


@pytest.mark.parametrize("announced", ["yes", "no"])
def test_a_huge_body(faulty: Start, announced: str) -> None:
    reply = clients.models(faulty(f"huge_body:announced={announced}"))
    assert len(reply.content) > 10_000_000
    assert ("Content-Length" in reply.headers) is (announced == "yes")


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_leads_to_another_host_that_tells_who_came(faulty: Start, status: int) -> None:
    sandbox = faulty(f"redirect:euria:status={status}")
    reply = clients.chat(sandbox)
    assert reply.status_code == status
    assert reply.headers["Location"].startswith("http://localhost:")
    assert sandbox.record.count("elsewhere") == 0
    requests.get(reply.headers["Location"], headers={"Authorization": f"Bearer {EURIA_KEY}"}, timeout=5)
    [came] = sandbox.record.all("elsewhere")
    assert came.authorization == "bearer"


def test_an_error_of_the_server_is_in_the_form_of_the_service(faulty: Start) -> None:
    sandbox = faulty("server_error")
    assert clients.models(sandbox).json()["result"] == "error"
    assert clients.token_reply(sandbox).json()["error"]["status"] == 502
    assert clients.discogs(sandbox, "/releases/1").json() == {"message": "Bad gateway."}
    assert clients.lastfm(sandbox, "user.getInfo").json() == {"error": 8, "message": "Bad gateway."}
    assert clients.deezer(sandbox, "/search/artist", q="Air").json()["error"]["code"] == 700
    assert clients.wikidata(sandbox, "").text.startswith("<!DOCTYPE html>")


def test_one_service_fails_and_the_others_go_on(faulty: Start) -> None:
    sandbox = faulty("server_error:spotify:status=503")
    assert clients.token_reply(sandbox).json() == {"error": {"status": 503, "message": "Bad gateway."}}
    assert clients.models(sandbox).status_code == 200
