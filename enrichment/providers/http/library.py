"""All that is asked of the HTTP library: a session without what a service's client does not want, bounded answers, its
errors said in our own, and whether what an address names is still there.

Messages of its errors hold URLs, hence keys: none is kept. There is one end for a whole answer, however slowly it
drips: the timeout of a socket starts anew with each byte.
"""

import io
import socket
import time
from http.client import HTTPResponse
from http.cookiejar import DefaultCookiePolicy
from typing import Any, NamedTuple

import requests
import urllib3
import urllib3.exceptions
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from collection.addresses import is_https_address
from enrichment.providers.errors import BadAnswer, ProviderError, Refused, Unavailable
from enrichment.providers.http.reply import Reply, TooLarge

POOL_SIZE = 32
CHUNK_BYTES = 65_536

FAILURES = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError)  # all that a call may raise
WRONG_URL = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    urllib3.exceptions.LocationValueError,
)
# The only header that people write is the one with their key.
WRONG_KEY = (requests.exceptions.InvalidHeader, UnicodeError)
TIMEOUT = (requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError)
UNREADABLE = (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError)


class _Unfollowing(requests.Session):
    """Follows no redirect, nor looks where one leads: even that raises for an address that cannot be read."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def plain_session(user_agent: str) -> requests.Session:
    """For any number of threads: keeps no cookie, follows no redirect, and no password of ~/.netrc replaces our
    Authorization. Its timeouts are (connect, from connecting to the last byte) in seconds.
    """
    session = _Unfollowing()
    session.headers.update({"User-Agent": user_agent, "Accept": "application/json"})
    session.auth = lambda request: request
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    for scheme in ("https://", "http://"):
        session.mount(scheme, DeadlineAdapter(pool_connections=4, pool_maxsize=POOL_SIZE))
    return session


def read_reply(response: requests.Response, max_bytes: int) -> Reply:
    """The whole answer; raises `TooLarge` once more than `max_bytes` have come."""
    body = bytearray()
    while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            raise TooLarge
    return Reply(response.status_code, response.headers, bytes(body))


def as_provider_error(error: Exception, provider: str, *, url_setting: str, key_setting: str) -> ProviderError:
    if isinstance(error, WRONG_URL):
        return Refused(provider, "wrong_url", "not a usable address", setting=url_setting)
    if isinstance(_inner(error), urllib3.exceptions.InvalidHeader):
        return BadAnswer(provider, "not_json", "its headers contradict each other")
    if isinstance(error, WRONG_KEY):
        return Refused(provider, "refused_key", "holds characters that no key has", setting=key_setting)
    if isinstance(error, TIMEOUT):
        return Unavailable(provider, "timeout")
    if isinstance(error, UNREADABLE):
        return BadAnswer(provider, "not_json", "cannot be decompressed")
    reason = getattr(_inner(error), "reason", _inner(error))
    return Unavailable(provider, "connection", type(reason if isinstance(reason, Exception) else error).__name__)


def nobody_listens(error: Exception) -> bool:
    """The host is there and refuses the connection: no server runs at this port, or not yet."""
    reason = getattr(_inner(error), "reason", _inner(error))
    return isinstance(getattr(reason, "__cause__", None), ConnectionRefusedError)


def _inner(error: Exception) -> object:
    """What `requests` has wrapped: of a header it says the same whether ours or the answer's is wrong."""
    return error.args[0] if error.args else error


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


ALIVE_TIMEOUT = (5.0, 10.0)
GONE = (404, 410)
HEAD_UNKNOWN = (405, 501)  # the host answers, but only to GET


class Doubt(NamedTuple):
    """Why an address is doubtful: a status or a word. `is_gone` only where the host itself says so."""

    why: str
    is_gone: bool = False


class AliveCheck:
    """Asks by HEAD, without credentials and without following redirects. One session, one thread."""

    def __init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False  # no netrc: an address out of the database gets no password
        self._session.mount("https://", DeadlineAdapter())

    def fault(self, url: str) -> Doubt | None:
        """What is wrong with `url`; None when it is alive."""
        if not is_https_address(url):
            return Doubt("not_https")
        try:
            with self._session.head(url, timeout=ALIVE_TIMEOUT, allow_redirects=False) as answer:
                status = answer.status_code
        except requests.Timeout:
            return Doubt("timeout")
        except requests.RequestException:
            return Doubt("connection")
        return Doubt(f"HTTP {status}", status in GONE) if status >= 400 and status not in HEAD_UNKNOWN else None
