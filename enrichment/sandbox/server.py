"""The stand-in itself: six services behind one port of 127.0.0.1."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote

from enrichment.sandbox import deezer, discogs, euria, keys, lastfm, spotify, wikidata
from enrichment.sandbox.catalogue import Collection
from enrichment.sandbox.faults import Fault, Faults
from enrichment.sandbox.record import Record
from enrichment.sandbox.service import Reply, Request, Service, html, text

HOST = "127.0.0.1"
MAX_BODY = 20_000_000


@dataclass(frozen=True)
class Options:
    """How the stand-in is to behave. `port` 0 = any free one; `latency` seconds per service name before each answer;
    `faults` as objects or as `NAME[:service][:every=N]…`; `knows_everyone`: Spotify has an artist of every name that is
    searched for.
    """

    port: int = 0
    latency: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[Fault | str, ...] = ()
    knows_everyone: bool = False


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
        self._server: Server | None = None
        catalogue = spotify.Spotify(self.collection, knows_everyone=self.options.knows_everyone)
        self.faults = Faults(self._stopping.wait, catalogue.tokens.revoke)
        self.faults.set(self.options.faults)
        self._services: dict[str, Service] = {
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
        threading.Thread(target=self._server.serve_forever, args=(0.005,), name="sandbox", daemon=True).start()
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
            return controlled(self, request)
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
    if path.startswith(("/2/", "/1/", f"{euria.AT_HOME}/")):
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


def controlled(sandbox: Sandbox, request: Request) -> Reply:
    """The stand-in's own address `/_sandbox/`, where other processes read its record and change its faults.

    GET record[?window=60], GET requests[?service=&endpoint=], GET environment, GET or POST faults (a list of specs
    replaces all), POST latency ({service: seconds}), POST reset (forgets record and faults).
    """
    if request.method == "GET":
        return told(sandbox, request)
    if request.method != "POST":
        return Reply(405, {"error": "GET or POST"})
    try:
        return changed(sandbox, request)
    except (TypeError, ValueError, AttributeError) as error:
        return Reply(400, {"error": str(error)})


def told(sandbox: Sandbox, request: Request) -> Reply:
    name = request.path.removeprefix("/_sandbox/")
    query = request.query
    if name == "record":
        return Reply(document=sandbox.record.summary(float(query.get("window", "60"))))
    if name == "requests":
        return Reply(document=sandbox.record.listed(query.get("service", ""), query.get("endpoint", "")))
    if name == "faults":
        return Reply(document=sandbox.faults.listed())
    if name == "environment":
        return Reply(document=sandbox.environment())
    return Reply(404, {"error": "nothing here"})


def changed(sandbox: Sandbox, request: Request) -> Reply:
    name, given = request.path.removeprefix("/_sandbox/"), request.json
    if name == "faults" and isinstance(given, list):
        sandbox.faults.set(given)
    elif name == "latency" and isinstance(given, dict):
        sandbox.latency = {str(service): float(seconds) for service, seconds in given.items()}
    elif name == "reset":
        sandbox.record.clear()
        sandbox.faults.clear()
    else:
        return Reply(404, {"error": "POST faults (a list), latency (an object) or reset"})
    return Reply(document={"ok": True})


class Server(ThreadingHTTPServer):
    """A thread per kept connection; `stop` ends them all."""

    allow_reuse_port = False
    block_on_close = False
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], reply: Callable[[Request], Reply]) -> None:
        self.reply = reply
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        super().__init__(address, Connection)

    def server_bind(self) -> None:
        """Without asking what the machine is called, which takes seconds where no name server answers."""
        TCPServer.server_bind(self)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, client = super().get_request()
        with self._lock:
            self._connections.add(connection)
        return connection, client

    def close_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().close_request(request)


class Connection(BaseHTTPRequestHandler):
    """One client's connection: requests in, each reply out in one write, until either side has had enough."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            super().handle()

    def do_GET(self) -> None:
        arrived = time.monotonic()
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY or "Transfer-Encoding" in self.headers:
            self.send_error(400, "a body needs a Content-Length")
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value.strip() for name, value in self.headers.items()}
        request = Request(self.command, unquote(path), query, headers, self.rfile.read(int(length)), arrived)
        self._send(self.server.reply(request))

    do_DELETE = do_HEAD = do_PATCH = do_POST = do_PUT = do_GET  # noqa: N815 - the standard library looks for them

    def _send(self, reply: Reply) -> None:
        if reply.status:
            self.connection.sendall(b"" if self.command == "HEAD" else reply.encode())
        self.close_connection |= not reply.status or reply.ends_connection

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is not HTTP, in one write as well."""
        self._send(replace(text(code, message or ""), close=True))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """The record tells what arrived."""
