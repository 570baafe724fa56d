"""One request and its bounded answer over a pool of connections shared by all threads."""

import time
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from enrichment.providers.http.reply import Reply

POOL_SIZE = 32
CHUNK_BYTES = 65_536


class TooLarge(Exception):
    """The answer is larger than we accept."""


class _Session(requests.Session):
    def __init__(self) -> None:
        super().__init__()
        self._environments: dict[str, Any] = {}

    def merge_environment_settings(self, url: Any, *given: Any, **named: Any) -> Any:
        """Proxies and certificates of the environment, looked up once for each host: that takes a third of a call."""
        host = urlsplit(url).netloc
        if host not in self._environments:
            self._environments[host] = super().merge_environment_settings(url, *given, **named)
        return dict(self._environments[host])

    def get_redirect_target(self, resp: requests.Response) -> None:
        """No redirect is followed, nor even prepared: that would read its whole body."""
        return


class Exchange:
    """Sends, and reads at most `max_bytes`, within the read timeout for the whole body."""

    def __init__(self, user_agent: str, timeout: tuple[float, float], max_bytes: int) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._session = _Session()
        self._session.headers.update({"User-Agent": user_agent, "Accept": "application/json"})
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_connections=4, pool_maxsize=POOL_SIZE))

    def send(self, method: str, url: str, **options: Any) -> Reply:
        with self._session.request(
            method, url, timeout=self._timeout, stream=True, auth=_without_netrc, **options
        ) as response:
            return Reply(response.status_code, response.headers, self._body(response))

    def _body(self, response: requests.Response) -> bytes:
        deadline = time.monotonic() + self._timeout[1]
        body = bytearray()
        while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
            body += chunk
            if len(body) > self._max_bytes:
                raise TooLarge
            if time.monotonic() > deadline:
                raise requests.exceptions.ReadTimeout
        return bytes(body)


def _without_netrc(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Without any `auth`, requests would replace our Authorization by what ~/.netrc holds for the host."""
    return request
