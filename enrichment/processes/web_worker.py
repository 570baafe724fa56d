"""gunicorn's threaded worker, whose threads never wait for a client.

gunicorn's own gives a connection to a thread when it is accepted, and the thread reads the request however slowly it
comes: a few half-sent ones hold all threads for ever. Here the worker's one loop gathers what arrives on all
connections, and a thread is given whole requests.
"""

import re
import selectors
import socket
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import http
from gunicorn.workers.gthread import TConn, ThreadWorker

SEND_SECONDS = 30  # a client that takes nothing of its answer for so long is let go
ALIVE_SECONDS = 1  # a worker that has said nothing for thirty is ended
CLOSING = "HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

PATIENCE_SECONDS = 15.0  # for the head, and for a body beside what its size allows
SLOWEST = 20_000  # bytes of a body a second; an upload over a poor line takes its time
LONGEST_HEAD = 70_000  # gunicorn's limits are lower: it refuses what is longer
IN_MEMORY = 100_000  # of one request; the rest of it goes to a file
MOST_BYTES = 110_000_000  # a file to import may have 100 MB, and a form goes around it

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"(?mi)^content-length:[ \t]*(\d{1,12})[ \t]*\r$")
_ENCODED = re.compile(rb"(?mi)^transfer-encoding[ \t]*:")
_EXPECTS = re.compile(rb"(?mi)^expect:[ \t]*100-continue")


class GatheringWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    _told_alive = 0.0

    def notify(self) -> None:
        """Once a second: the loop would write to a disk twice for each request."""
        if (now := time.monotonic()) >= self._told_alive + ALIVE_SECONDS:
            self._told_alive = now
            super().notify()

    def accept(self, listener: socket.socket) -> None:
        if self.cfg.is_ssl:
            super().accept(listener)
            return
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        self.nr_conns += 1
        self._gather(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """The next request on a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._gather(conn)
        self.on_pending_socket_readable(conn, client)

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        try:
            received = conn.sock.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        if not received:
            self._drop(conn)
            return
        conn.arrival.add(received)
        if conn.arrival.wants_continue():
            conn.sock.send(CONTINUE)
        if refusal := conn.arrival.refusal:
            self._refuse(conn, refusal)
        elif conn.arrival.is_whole:
            self._forget(conn)
            conn.parser = http.get_parser(self.cfg, conn.arrival.chunks(), conn.client)
            conn.data_ready = True
            self.enqueue_req(conn)

    def murder_pending(self) -> None:
        now = time.monotonic()
        for conn in [conn for conn in self.pending_conns if conn.arrival.deadline < now]:
            self._refuse(conn, "408 Request Timeout")

    def _cap_keepalive(self, deadline: float) -> None:
        """A worker that stops does not wait for what has not arrived by then."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.arrival.deadline = min(conn.arrival.deadline, deadline)

    def _gather(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        conn.arrival = Arrival()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _refuse(self, conn: Any, status: str) -> None:
        with suppress(OSError):  # it is gone
            conn.sock.send(CLOSING.format(status).encode("ascii"))
            conn.sock.shutdown(socket.SHUT_WR)
        self._drop(conn)

    def _drop(self, conn: Any) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.arrival.close()
        conn.close()

    def _forget(self, conn: Any) -> None:
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)


class Arrival:
    """A request as it arrives: knows just enough of HTTP/1.1 to tell when it is whole; others judge what it means.

    `deadline` is by the monotonic clock; `refusal` a status line's end, for what is not even gathered.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.deadline = clock() + PATIENCE_SECONDS
        self.refusal = ""
        self._head = bytearray()
        self._kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has been read
        self._received = 0
        self._size: int | None = None
        self._expects = False

    @property
    def is_whole(self) -> bool:
        return self._size is not None and self._received >= self._size

    def add(self, data: bytes) -> None:
        self._kept.write(data)
        self._received += len(data)
        if self._size is not None:
            return
        begin = max(0, len(self._head) - len(_END))
        self._head += data
        end = self._head.find(_END, begin)
        if end < 0:
            if self._received > LONGEST_HEAD:
                self.refusal = "431 Request Header Fields Too Large"
            return
        head = bytes(self._head[: end + 2])
        self._head.clear()
        # Where lengths contradict each other there is nothing to wait for: the parser refuses them.
        lengths = _LENGTH.findall(head)
        body = int(lengths[0]) if len(lengths) == 1 else 0
        self._size = end + len(_END) + body
        self._expects = bool(_EXPECTS.search(head))
        self.deadline += body / SLOWEST
        if _ENCODED.search(head):
            self.refusal = "411 Length Required"
        elif body > MOST_BYTES:
            self.refusal = "413 Content Too Large"

    def wants_continue(self) -> bool:
        """Whether the client waits for leave to send its body; true once."""
        wants, self._expects = self._expects and not self.is_whole, False
        return wants

    def close(self) -> None:
        self._kept.close()

    def chunks(self) -> Iterator[bytes]:
        """What has arrived, once."""
        with self._kept as kept:
            kept.seek(0)
            while chunk := kept.read(65536):
                yield chunk
