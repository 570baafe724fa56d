"""The web server as it is configured, over real processes and sockets, against clients that are slow or many."""

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from aime_site import web_server
from tests.aime_site.served import serving
from tests.aime_site.test_start import manage

COMMAND = ["gunicorn", "aime_site.wsgi", "--bind=0.0.0.0:8000", "--config=python:aime_site.web_server"]
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
THREADS = web_server.workers * web_server.threads
SLOW = 3 * THREADS

pytestmark = [pytest.mark.live, pytest.mark.slow]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    data: Path = tmp_path_factory.mktemp("site") / "data"
    assert manage(data, "migrate", "-v0").returncode == 0
    made = manage(data, "account", "person")
    assert made.returncode == 0, made.stderr
    with serving(COMMAND, data) as port:
        for _ in range(4 * web_server.workers):  # the first answer of a process loads what it needs
            health_seconds(port, within=30)
        yield port


@contextlib.contextmanager
def half_sent(port: int, beginning: bytes, count: int = SLOW) -> Iterator[list[socket.socket]]:
    clients = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(count)]
    try:
        for client in clients:
            client.sendall(beginning)
        time.sleep(0.3)
        yield clients
    finally:
        for client in clients:
            client.close()


def health_seconds(port: int, within: float = 10) -> float:
    """How long `/healthz` takes to answer, with a connection of its own."""
    begun = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=within)
    connection.request("GET", "/healthz", headers={"Host": "localhost"})
    answer = connection.getresponse()
    assert json.load(answer) == {"status": "ok"}
    connection.close()
    return time.monotonic() - begun


def read_answers(client: socket.socket, count: int) -> None:
    seen = b""
    while seen.count(b'{"status": "ok"}') < count:
        part = client.recv(65536)
        assert part, seen
        seen += part


def status_line(client: socket.socket) -> bytes:
    return client.recv(65536).partition(b"\r\n")[0]


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /heal",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nusername=",
    ],
    ids=["nothing", "line", "head", "body"],
)
def test_half_sent_requests_hold_nobody_up(port: int, beginning: bytes) -> None:
    with half_sent(port, beginning) as clients:
        assert max(health_seconds(port) for _ in range(6)) < 2
        clients[0].sendall(HEALTH[len(beginning) :] if HEALTH.startswith(beginning) else b"x\r\n\r\n" + b"y" * 100)
        assert status_line(clients[0]).startswith(b"HTTP/1.1 "), "who goes on is answered"


def test_a_client_that_drips_is_let_go(port: int) -> None:
    with half_sent(port, b"GET / HTTP/1.1\r\nX: ", count=1) as (client,):
        client.settimeout(1)
        begun, answer = time.monotonic(), b""
        while not answer and time.monotonic() - begun < 40:
            with contextlib.suppress(TimeoutError):
                client.sendall(b"y")
                answer = status_line(client)
        assert answer == b"HTTP/1.1 408 Request Timeout"
        assert 10 < time.monotonic() - begun < 25


def test_one_connection_carries_several_requests_also_in_one_piece(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        for request in (HEALTH, HEALTH[:20], HEALTH[20:]):
            client.sendall(request)
            if request != HEALTH[:20]:
                read_answers(client, 1)
        client.sendall(HEALTH + HEALTH)
        read_answers(client, 2)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"411"),
        (b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n", b"413"),
        (b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"400"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)
def test_what_cannot_be_served_is_refused(port: int, request_: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(request_)
        assert status_line(client).split()[1] == status
    health_seconds(port)


def test_a_large_body_arrives_whole_and_one_that_waits_for_leave_gets_it(port: int) -> None:
    body = b"username=" + b"x" * 2_000_000
    head = b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body))
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        answer = b""
        while part := client.recv(65536):
            answer += part
        assert b" 403 " in answer  # whole, and without the token of a form


def test_health_answers_at_once_under_a_flood_of_logins(port: int) -> None:
    """Each login with the right token of a form, so that its password is hashed unless it is refused before."""
    over = threading.Event()

    def flood(number: int) -> list[int]:
        statuses: list[int] = []
        token = "a" * 32
        form = f"csrfmiddlewaretoken={token}&username=person{number}&password=wrong"
        headers = {
            "Host": "localhost",
            "Cookie": f"csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        while not over.is_set():
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("POST", "/login/", form, headers)
            statuses.append(connection.getresponse().status)
            connection.close()
        return statuses

    with ThreadPoolExecutor(SLOW) as pool:
        floods = [pool.submit(flood, number) for number in range(SLOW)]
        time.sleep(1)
        took = sorted(health_seconds(port) for _ in range(20))
        over.set()
        statuses = [status for each in floods for status in each.result()]
    assert {200, 429} >= set(statuses)
    assert statuses.count(429) > SLOW
    assert took[-3] < 0.3, took
