"""A real socket server that says what a script tells it, and a limiter that takes notes."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus

Act = bytes | Callable[[socket.socket], None]


def answer(status: int, body: str | bytes = b"", **headers: str) -> bytes:
    """A whole HTTP answer; underscores in header names stand for dashes."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "application/json", "Content-Length": str(len(content)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{head}\r\n".encode() + content


class ScriptedServer:
    """Plays one act for each connection, the last one for ever; `requests` holds what was received."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)
        self.requests: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._play, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _play(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = _received(connection)
            if not request:
                return
            self.requests.append(request)
            act = self.acts[min(len(self.requests), len(self.acts)) - 1]
            if callable(act):
                act(connection)
            else:
                connection.sendall(act)


def _received(connection: socket.socket) -> str:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65_536)
        if not chunk:
            return data.decode()
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        body += connection.recv(65_536)
    return (head + b"\r\n\r\n" + body).decode()


@contextmanager
def scripted(*acts: Act) -> Iterator[ScriptedServer]:
    server = ScriptedServer(*acts)
    try:
        yield server
    finally:
        server.close()


class NotingLimiter:
    """Never waits. `turns` counts the requests that asked, `blocks` what the service asked for."""

    def __init__(self) -> None:
        self.turns = 0
        self.blocks: list[tuple[float, bool]] = []

    def acquire(self) -> None:
        self.turns += 1

    def block(self, seconds: float, quota: bool) -> None:
        self.blocks.append((seconds, quota))
