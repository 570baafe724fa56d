"""Good days: what is sent and what comes back, over real sockets."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enrichment.providers.errors import BadAnswer
from enrichment.providers.http import Reply
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
