"""Bad days over real sockets: nobody there, silence, half bodies, floods, detours."""

import gzip
import socket
import time

import pytest

from enrichment.providers.errors import BadAnswer, ProviderError, Refused, Unavailable
from tests.enrichment.providers.http.sessions import session
from tests.enrichment.providers.scripted import Act, NotingLimiter, answer, scripted

GOOD = answer(200, '{"a": 1}')


def hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def silence(connection: socket.socket) -> None:
    time.sleep(0.6)


def flood(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x" * 65_536)


HALF = b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a": '
HALF_CHUNK = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"a": '
NO_CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
NOT_HTTP = b"SSH-2.0-OpenSSH_9.2\r\n"
TORN_GZIP = answer(200, b"\x1f\x8b\x08broken", Content_Encoding="gzip")


@pytest.mark.parametrize("act", [hang_up, HALF, HALF_CHUNK, NO_CHUNK, NOT_HTTP, answer(500), answer(502, "<html>")])
def test_a_broken_answer_is_asked_for_again(act: Act) -> None:
    limiter = NotingLimiter()
    with scripted(act, GOOD) as server:
        assert session(limiter).request("GET", server.url).json == {"a": 1}
    assert limiter.turns == len(server.requests) == 2


@pytest.mark.parametrize(
    ("act", "code", "sent"),
    [
        (hang_up, "connection", 3),
        (HALF, "connection", 3),
        (answer(503, "busy"), "server_error", 3),
        (answer(504, "<html>"), "server_error", 3),
        pytest.param(silence, "timeout", 2, marks=pytest.mark.slow),
    ],
)
def test_retries_end_and_a_timeout_is_repeated_once(act: Act, code: str, sent: int) -> None:
    limiter = NotingLimiter()
    with scripted(act) as server, pytest.raises(Unavailable) as caught:
        session(limiter, timeout=(2.0, 0.2)).request("POST", server.url, json={})
    assert caught.value.code == code
    assert limiter.turns == len(server.requests) == sent


def test_pauses_between_retries_grow_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enrichment.providers.http.session.FIRST_PAUSE", 0.5)
    pauses: list[float] = []
    with scripted(answer(500)) as server, pytest.raises(Unavailable):
        session(NotingLimiter(), sleep=pauses.append, retries=3).request("GET", server.url)
    assert len(pauses) == 3
    assert all(0.5 * 2**n * 0.5 <= pause <= 0.5 * 2**n * 1.5 for n, pause in enumerate(pauses))


def test_nobody_listening_is_unavailable_and_says_nothing_of_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/?api_key=planted"
    with pytest.raises(Unavailable) as caught:
        session(NotingLimiter()).request("GET", url)
    assert caught.value.code == "connection"
    assert "planted" not in repr(caught.value) + str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("scheme", ["htps", "ftp", "ws", "http+unix", "file"])
def test_another_scheme_is_a_wrong_address_and_no_proxy_gets_the_key(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{scheme}://euria.example/x"
    with scripted(GOOD) as proxy:
        monkeypatch.setenv("all_proxy", proxy.url)
        with pytest.raises(Refused) as caught:
            session(NotingLimiter()).request("GET", url, headers={"Authorization": "Bearer planted"})
    assert (caught.value.code, caught.value.setting) == ("wrong_url", "EURIA_API_URL")
    assert proxy.requests == []


@pytest.mark.parametrize(
    "act",
    [
        answer(200, "x" * 10_000_000),
        flood,
        answer(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),
    ],
    ids=["10 MB", "endless", "gzip bomb"],
)
def test_a_huge_body_is_refused_at_the_bound_and_not_asked_for_again(act: Act) -> None:
    with scripted(act) as server, pytest.raises(BadAnswer) as caught:
        session(NotingLimiter(), timeout=(1, 5)).request("GET", server.url)
    assert caught.value.code == "too_large"
    assert len(server.requests) == 1


def test_a_body_within_the_bound_is_read_also_compressed() -> None:
    body = b'{"a": "' + b"x" * 1_500_000 + b'"}'
    with scripted(answer(200, body), answer(200, gzip.compress(body), Content_Encoding="gzip")) as server:
        http = session(NotingLimiter(), timeout=(1, 5))
        replies = [http.request("GET", server.url).body for _ in range(2)]
    assert replies == [body, body]


@pytest.mark.parametrize(
    "act",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}",
    ],
    ids=["two headers", "two values"],
)
def test_two_lengths_are_a_bad_answer_and_say_nothing_of_the_key(act: Act) -> None:
    with scripted(act) as server, pytest.raises(BadAnswer) as caught:
        session(NotingLimiter()).request("GET", server.url, headers={"Authorization": "Bearer planted"})
    assert caught.value.code == "not_json"
    assert len(server.requests) == 1


def test_what_cannot_be_decompressed_is_a_bad_answer() -> None:
    with scripted(TORN_GZIP) as server, pytest.raises(BadAnswer):
        session(NotingLimiter()).request("GET", server.url)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with scripted(GOOD) as stranger, scripted(answer(status, Location=stranger.url)) as server:
        with pytest.raises(Refused) as caught:
            session(NotingLimiter()).request("GET", server.url, headers={"Authorization": "Bearer planted"})
        assert (caught.value.code, caught.value.setting) == ("wrong_url", "EURIA_API_URL")
        assert stranger.requests == []
        assert len(server.requests) == 1


@pytest.mark.parametrize("location", ["http://[broken", "\\\\x", "ftp://x/", "a" * 5000])
def test_an_odd_redirect_is_no_worse(location: str) -> None:
    with scripted(answer(302, Location=location)) as server, pytest.raises(Refused):
        session(NotingLimiter()).request("GET", server.url)


@pytest.mark.parametrize("url", ["", "/v1", "ftp://x/", "http://", "http://[x/", "http://*./", "euria"])
def test_an_address_that_cannot_be_one_names_its_setting(url: str) -> None:
    with pytest.raises(Refused) as caught:
        session(NotingLimiter()).request("GET", url)
    assert (caught.value.code, caught.value.setting) == ("wrong_url", "EURIA_API_URL")


@pytest.mark.parametrize("key", ["two\nlines", "planted…"])
def test_a_key_with_characters_that_no_key_has_names_its_setting(key: str) -> None:
    with scripted(GOOD) as server, pytest.raises(ProviderError) as caught:
        session(NotingLimiter()).request("GET", server.url, headers={"Authorization": f"Bearer {key}"})
    assert isinstance(caught.value, Refused)
    assert (caught.value.code, caught.value.setting) == ("refused_key", "EURIA_API_KEY")
    assert caught.value.__context__ is None
