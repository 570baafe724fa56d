"""The site's web server on real connections: its threads are given whole requests alone."""

import selectors
import socket
import struct
from collections import deque
from collections.abc import Iterator
from typing import Any
from unittest.mock import Mock

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import ThreadWorker

from enrichment.processes import web_worker
from enrichment.processes.web_worker import LONGEST_HEAD, MOST_BYTES, SEND_SECONDS, GatheringWorker

HEAD = b"POST /import HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"


class Site:
    """One worker and its port. `given` is what its threads would be given."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.given: list[Any] = []
        self.clients: list[socket.socket] = []
        self.worker: Any = object.__new__(GatheringWorker)
        self.worker.cfg, self.worker.poller = Config(), selectors.DefaultSelector()
        self.worker.keepalived_conns, self.worker.pending_conns, self.worker.nr_conns = deque(), deque(), 0
        self.worker.enqueue_req = self.given.append

    def visit(self, *pieces: bytes) -> socket.socket:
        """A client that has connected, and what it sends."""
        client = socket.create_connection(self.listener.getsockname(), timeout=5)
        self.clients.append(client)
        self.worker.accept(self.listener)
        for piece in pieces:
            self.hear(client, piece)
        return client

    def hear(self, client: socket.socket, piece: bytes) -> None:
        client.sendall(piece)
        self.turn()

    def turn(self) -> None:
        self.worker.wait_for_and_dispatch_events(0.5)

    def close(self) -> None:
        for conn in [*self.worker.pending_conns, *self.given]:
            conn.arrival.close()
            conn.close()
        for one in (self.listener, self.worker.poller, *self.clients):
            one.close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def read(conn: Any) -> tuple[str, bytes]:
    """The address and the body, as the thread that is given the connection reads them."""
    request = next(iter(conn.parser))
    return request.uri, request.body.read()


def test_a_request_that_comes_in_pieces_is_given_once_and_whole(site: Site) -> None:
    client = site.visit(HEAD, b"\r\n", b"ab")
    assert site.given == []
    site.hear(client, b"cde")
    (conn,) = site.given
    assert read(conn) == ("/import", b"abcde")
    assert not site.worker.pending_conns, "nobody gathers for it any more"


def test_one_that_is_slow_holds_up_nobody(site: Site) -> None:
    site.visit(HEAD)
    site.visit(b"GET /albums HTTP/1.1\r\nHost: a\r\n\r\n")
    assert [read(conn)[0] for conn in site.given] == ["/albums"]
    assert (len(site.worker.pending_conns), site.worker.nr_conns) == (1, 2)


@pytest.mark.parametrize("sent", [b"", HEAD], ids=["before it said anything", "half-way"])
def test_a_client_that_leaves_is_forgotten(sent: bytes, site: Site) -> None:
    client = site.visit(*([sent] if sent else []))
    (conn,) = site.worker.pending_conns
    client.close()
    site.turn()
    assert conn.sock.fileno() == -1, "and its place is free for another"
    assert (site.given, len(site.worker.pending_conns), site.worker.nr_conns) == ([], 0, 0)
    assert not site.worker.poller.get_map()


def test_a_connection_that_is_torn_is_forgotten_too(site: Site) -> None:
    client = site.visit(HEAD)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing sends a reset
    client.close()
    site.turn()
    assert (site.worker.nr_conns, len(site.worker.pending_conns)) == (0, 0)


def test_who_takes_too_long_is_told_and_let_go_and_the_others_stay(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, quick = site.visit(HEAD), site.visit(HEAD)
    late, timely = site.worker.pending_conns
    late.arrival.deadline, timely.arrival.deadline = 99.9, 100.0
    monkeypatch.setattr(web_worker, "time", Mock(monotonic=lambda: 100.0))
    site.worker.murder_pending()
    assert slow.recv(1000).startswith(b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n")
    assert slow.recv(1000) == b""
    assert list(site.worker.pending_conns) == [timely]
    site.hear(quick, b"\r\nabcde")
    assert len(site.given) == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"a" * (LONGEST_HEAD + 10), b"431 Request Header Fields Too Large"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411 Length Required"),
        (b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_BYTES + 1), b"413 Content Too Large"),
    ],
    ids=["a head without an end", "a body without a length", "a body that is too long"],
)
def test_what_is_not_even_gathered_is_refused_and_takes_no_thread(sent: bytes, status: bytes, site: Site) -> None:
    client = site.visit(sent)
    for _piece in range(len(sent) // 65_536):
        site.turn()
    assert client.recv(1000).startswith(b"HTTP/1.1 " + status)
    assert (site.given, site.worker.nr_conns, len(site.worker.pending_conns)) == ([], 0, 0)


def test_a_refused_client_that_is_gone_already_is_no_error(site: Site) -> None:
    client = site.visit()
    client.sendall(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
    client.close()
    site.turn()
    assert (site.given, site.worker.nr_conns) == ([], 0)


def test_a_client_that_asks_first_is_told_to_go_on(site: Site) -> None:
    client = site.visit(HEAD + b"Expect: 100-continue\r\n\r\n")
    assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert site.given == []
    site.hear(client, b"abcde")
    assert read(site.given[0]) == ("/import", b"abcde")


def test_the_next_request_on_a_kept_connection_is_gathered_like_the_first(site: Site) -> None:
    client = site.visit(HEAD + b"\r\nabcde")
    conn = site.given.pop()
    assert read(conn) == ("/import", b"abcde")
    site.worker.keepalived_conns.append(conn)
    site.worker.poller.register(
        conn.sock, selectors.EVENT_READ, lambda sock: site.worker.on_client_socket_readable(conn, sock)
    )
    site.hear(client, b"GET /next HTTP/1.1\r\n")
    assert (site.given, len(site.worker.keepalived_conns)) == ([], 0)
    site.hear(client, b"Host: a\r\n\r\n")
    assert read(site.given[0]) == ("/next", b"")
    assert site.worker.nr_conns == 1, "it is the same connection"


def test_a_worker_that_stops_waits_for_nobody_beyond_its_time(site: Site) -> None:
    site.visit(HEAD)
    site.visit(HEAD)
    patient, hurried = site.worker.pending_conns
    patient.arrival.deadline, hurried.arrival.deadline = 900.0, 100.0
    site.worker._cap_keepalive(500.0)
    assert (patient.arrival.deadline, hurried.arrival.deadline) == (500.0, 100.0)


def test_nobody_at_the_door_is_no_error(site: Site) -> None:
    site.worker.accept(site.listener)
    assert (site.worker.nr_conns, len(site.worker.pending_conns)) == (0, 0)


def test_a_client_that_takes_nothing_of_its_answer_is_let_go_after_a_while(site: Site) -> None:
    site.visit()
    (conn,) = site.worker.pending_conns
    taken = conn.sock.getsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, 16)
    assert struct.unpack("ll", taken) == (SEND_SECONDS, 0)


def test_an_encrypted_connection_is_left_to_gunicorn(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    accept = Mock()
    monkeypatch.setattr(ThreadWorker, "accept", accept)
    site.worker.cfg = Mock(is_ssl=True)
    site.worker.accept(site.listener)
    accept.assert_called_once_with(site.listener)
    assert site.worker.nr_conns == 0
