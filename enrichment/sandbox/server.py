"""The stand-in itself: five services behind one port of 127.0.0.1."""

import contextlib
import socket
import socketserver
import threading
from types import TracebackType
from typing import Any

from enrichment.sandbox import control, deezer, discogs, euria, keys, lastfm, spotify, wikidata
from enrichment.sandbox.catalogue import Collection
from enrichment.sandbox.faults import Faults
from enrichment.sandbox.options import Options
from enrichment.sandbox.record import Record
from enrichment.sandbox.service import Service
from enrichment.sandbox.wire import MalformedError, Reply, Request, html, read_request, text

HOST = "127.0.0.1"


class Sandbox:
    """Plays Euria, Spotify, Deezer, Discogs, Last.fm and Wikidata; without a collection, a sample of known albums.

    Also a context manager. `record` tells what was received, `faults` may be changed at any time; other processes
    reach both under `url/_sandbox/`.
    """

    def __init__(self, collection: Collection | None = None, options: Options | None = None) -> None:
        self.collection = collection or Collection.sample()
        self.options = options or Options()
        self.record = Record()
        self.latency = dict(self.options.latency)
        self._stopping = threading.Event()
        self._services = self._play()
        self._server: Server | None = None

    def _play(self) -> dict[str, Service]:
        catalogue = spotify.Spotify(self.collection, knows_everyone=self.options.knows_everyone)
        self.faults = Faults(self._stopping.wait, catalogue.tokens.revoke)
        self.faults.set(self.options.faults)
        return {
            "euria": euria.service(),
            "spotify": catalogue.service(),
            "deezer": deezer.Deezer(catalogue.artists).service(),
            "lastfm": lastfm.service(self.collection),
            "discogs": discogs.service(self.collection),
            "wikidata": wikidata.service(self.collection),
        }

    @property
    def url(self) -> str:
        if self._server is None:
            raise RuntimeError("the stand-in has not been started")
        return f"http://{HOST}:{self._server.server_address[1]}"

    def environment(self) -> dict[str, str]:
        """The settings that send AIME's own clients here."""
        return keys.environment(self.url)

    def start(self) -> "Sandbox":
        """OSError when the port is taken."""
        self._stopping.clear()
        self._server = Server((HOST, self.options.port), self.reply)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="sandbox", daemon=True).start()
        return self

    def stop(self) -> None:
        """Ends every connection, also those that wait."""
        if self._server is not None:
            self._stopping.set()
            self._server.stop()
            self._server = None

    def __enter__(self) -> "Sandbox":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def reply(self, request: Request) -> Reply:
        """Records the request, waits as the service would, and answers it."""
        if request.path.startswith("/_sandbox/"):
            return control.answer(self, request)
        name = service_of(request.path)
        service = self._services.get(name)
        endpoint = service.endpoint(request) if service else "unknown"
        received = self.record.arrived(request, name, endpoint)
        if seconds := self.latency.get(name, 0.0):
            self._stopping.wait(seconds)
        if service is None:
            reply = html(404, "Page introuvable")
        else:
            reply = self.faults.reply(request, name, endpoint, lambda: service.answer(request))
        received.status = reply.status
        return reply


def service_of(path: str) -> str:
    """Whom a path belongs to; Discogs has the rest, as its own paths share no beginning."""
    if path.startswith("/_elsewhere/"):
        return "elsewhere"
    if path.startswith(("/2/", "/1/")):
        return "euria"
    if path.startswith(("/v1/", "/api/token")):
        return "spotify"
    if path.startswith(f"{deezer.PREFIX}/"):
        return "deezer"
    if path.startswith("/2.0"):
        return "lastfm"
    if path == wikidata.PATH:
        return "wikidata"
    return "discogs" if path.startswith(discogs.PATHS) else "nobody"


class Server(socketserver.ThreadingTCPServer):
    """A thread per kept connection; `stop` ends them all."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], reply: Any) -> None:
        self.reply = reply
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        super().__init__(address, Connection)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._connections.add(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._lock:
            self._connections.discard(connection)


class Connection(socketserver.StreamRequestHandler):
    """One client's connection: requests in, replies out, until either side has had enough."""

    server: Server
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            while self._answered_one():
                pass

    def _answered_one(self) -> bool:
        """Whether the connection may be used again."""
        try:
            request = read_request(self.rfile)
        except MalformedError as error:
            self.connection.sendall(Reply.encode(text(400, str(error))))
            return False
        if request is None:
            return False
        reply = self.server.reply(request)
        if reply.status:
            self.connection.sendall(b"" if request.method == "HEAD" else reply.encode())
        wants_close = request.headers.get("connection", "").lower() == "close"
        return bool(reply.status) and not reply.ends_connection and not wants_close
