"""One end for a whole answer, however slowly it drips: the timeout of a socket starts anew with each byte."""

import io
import socket
import time
from http.client import HTTPResponse
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection


class _UntilDeadline(io.RawIOBase):
    """What `sock` receives, until the timeout that it has now is over."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw, self._sock = raw, sock
        self._ends = time.monotonic() + (sock.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(HTTPResponse):
    """All of it is read through `fp`: status lines, those of 100 Continue too, headers, chunk sizes, body, trailers."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_UntilDeadline(raw, sock))


class _TimedHTTP(HTTPConnection):
    response_class = _TimedResponse


class _TimedHTTPS(HTTPSConnection):
    response_class = _TimedResponse


_TIMED = {HTTPConnection: _TimedHTTP, HTTPSConnection: _TimedHTTPS}


class DeadlineAdapter(HTTPAdapter):
    """The adapter of `requests`, for which a timeout of (connect, total) runs from connecting to the last byte."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        connect, total = kwargs.pop("timeout")
        kwargs["timeout"] = urllib3.Timeout(total=total, connect=connect)
        return super().send(request, *args, **kwargs)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = _TIMED.get(pool.ConnectionCls, pool.ConnectionCls)
        return pool
