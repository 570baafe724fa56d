"""A call has one end, whichever part of the answer drips and however long each byte keeps the line alive; and whether
a picture is still there is asked without trusting its address.
"""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import repeat
from pathlib import Path

import pytest
import requests
import responses

from enrichment.providers.errors import Unavailable
from enrichment.providers.http.library import AliveCheck, DeadlineAdapter, Doubt
from tests.cases import mostly_slow
from tests.enrichment.providers.http.sessions import session
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted
from tests.waiting import wait_until

TOTAL = 0.3
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def dripping(beginning: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """Sends the beginning, then one drop after the other for longer than any call may take."""

    def act(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for one in repeat(drop, 60):
            time.sleep(0.05)
            connection.sendall(one)

    return act


DRIPS = {
    "status line": dripping(b"HTTP/1.1 200 ", b"O"),
    "header": dripping(HEAD + b"X-Long: ", b"a"),
    "headers": dripping(HEAD, b"A: b\r\n"),
    "100 Continue": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": dripping(HEAD + b"Content-Length: 1000\r\n\r\n", b" "),
    "body without a length": dripping(HEAD + b"Connection: close\r\n\r\n", b" "),
    "chunk size": dripping(CHUNKED, b"0"),
    "chunks": dripping(CHUNKED, b"1\r\n \r\n"),
    "trailer": dripping(CHUNKED + b"2\r\n{}\r\n0\r\n", b"T"),
    "trailers": dripping(CHUNKED + b"2\r\n{}\r\n0\r\n", b"A: b\r\n"),
}


@pytest.mark.parametrize("act", mostly_slow(DRIPS.values()), ids=DRIPS)
def test_a_dripping_answer_ends_with_the_time_of_the_call(act: Callable[[socket.socket], None]) -> None:
    threads = threading.active_count()
    with scripted(act) as server:
        http = session(NotingLimiter(), timeout=(2.0, TOTAL), retries=0)
        started = time.monotonic()
        with pytest.raises(Unavailable) as caught:
            http.request("POST", server.url, json={})
        assert time.monotonic() - started < TOTAL + 0.4
    assert caught.value.code == "timeout"
    wait_until(lambda: threading.active_count() == threads, 5, what="no thread is left")


@pytest.mark.slow
def test_a_proxy_that_drips_while_it_connects_is_no_way_around(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(dripping(b"HTTP/1.1 200 ", b"O")) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        started = time.monotonic()
        with pytest.raises(Unavailable):
            session(NotingLimiter(), timeout=(TOTAL, TOTAL), retries=0).request("GET", "https://euria.example/")
    assert time.monotonic() - started < TOTAL + 0.4


@pytest.mark.slow
def test_the_time_is_one_call_s_own_on_a_kept_connection() -> None:
    def slow_but_good(connection: socket.socket) -> None:
        for call in range(3):
            if call:
                connection.recv(65_536)
            time.sleep(0.2)
            connection.sendall(HEAD + b"Content-Length: 2\r\n\r\n{}")

    with scripted(slow_but_good) as server:
        http = session(NotingLimiter(), timeout=(2.0, 0.5))
        for _ in range(3):
            assert http.request("GET", server.url).json == {}
        assert len(server.requests) == 1


def test_an_answer_after_100_continue_is_read() -> None:
    with scripted(b"HTTP/1.1 100 Continue\r\n\r\n" + answer(200, "{}")) as server:
        assert session(NotingLimiter()).request("POST", server.url, json={}).json == {}


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(path), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "certificate.pem").read_bytes())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("part", ["status line", "body"])
def test_the_same_holds_over_tls(certificate: Path, part: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def act(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(65_536)
            DRIPS[part](secured)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve_one, args=(listener, act))
        thread.start()
        with requests.Session() as client:
            client.mount("https://", DeadlineAdapter())
            url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
            started = time.monotonic()
            with pytest.raises((requests.Timeout, requests.ConnectionError)):
                client.get(url, timeout=(2.0, TOTAL), verify=str(certificate))
            assert time.monotonic() - started < TOTAL + 0.4
        thread.join()


def _serve_one(listener: socket.socket, act: Callable[[socket.socket], None]) -> None:
    connection, _address = listener.accept()
    with suppress(OSError):  # the client hangs up, as it should
        act(connection)


URL = "https://i.scdn.co/image/a"


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        *((status, None) for status in (200, 302, 405, 501)),
        *((status, Doubt(f"HTTP {status}", is_gone=True)) for status in (404, 410)),
        *((status, Doubt(f"HTTP {status}")) for status in (400, 401, 403, 429, 500, 503)),
    ],
)
@responses.activate
def test_the_status_tells(status: int, fault: Doubt | None) -> None:
    responses.head(URL, status=status, headers={"Location": "http://127.0.0.1/secret"})
    assert AliveCheck().fault(URL) == fault
    assert len(responses.calls) == 1


@pytest.mark.parametrize(
    ("error", "fault"), [(requests.ConnectTimeout(), "timeout"), (requests.ConnectionError(), "connection")]
)
@responses.activate
def test_nobody_there_does_not_tell_that_it_is_gone(error: Exception, fault: str) -> None:
    responses.head(URL, body=error)
    assert AliveCheck().fault(URL) == Doubt(fault)


@pytest.mark.parametrize("url", ["http://i.scdn.co/a", "file:///etc/passwd", "https://user:key@i.scdn.co/a", ""])
@responses.activate
def test_no_other_address_is_asked(url: str) -> None:
    assert AliveCheck().fault(url) == Doubt("not_https")
    assert not responses.calls
