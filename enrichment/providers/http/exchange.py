"""One request and its bounded answer over a pool of connections shared by all threads."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.utils import default_headers

from enrichment.providers.http.deadline import DeadlineAdapter
from enrichment.providers.http.reply import Reply

POOL_SIZE = 32
CHUNK_BYTES = 65_536


class TooLarge(Exception):
    """The answer is larger than we accept."""


class Exchange:
    """Sends, and reads at most `max_bytes`. `timeout` is (connect, from connecting to the last byte) in seconds.

    Requests go straight to the adapter of `requests`, without its session: no redirect is followed, no cookie kept, and
    no password of ~/.netrc replaces our Authorization.
    """

    def __init__(self, user_agent: str, timeout: tuple[float, float], max_bytes: int) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._headers = {**default_headers(), "User-Agent": user_agent, "Accept": "application/json"}
        self._adapter = DeadlineAdapter(pool_connections=4, pool_maxsize=POOL_SIZE)
        self._environments: dict[str, Mapping[str, Any]] = {}

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        json: object = None,
    ) -> Reply:
        request = requests.PreparedRequest()
        request.prepare_method(method)
        request.prepare_url(url, urlencode(params or {}))
        if not (request.url or "").lower().startswith(("https://", "http://")):
            raise requests.exceptions.InvalidSchema  # a proxy would be sent it, and our key with it
        request.prepare_headers({**self._headers, **(headers or {})})
        request.prepare_body(data, None, json)
        environment = self._environment(request.url or "")
        with self._adapter.send(request, stream=True, timeout=self._timeout, **environment) as response:
            return Reply(response.status_code, response.headers, self._body(response))

    def _environment(self, url: str) -> Mapping[str, Any]:
        """Proxies and certificates of the environment, looked up once for each host: that takes a third of a call."""
        host = urlsplit(url).netloc
        if host not in self._environments:
            found = requests.Session().merge_environment_settings(url, {}, True, None, None)
            self._environments[host] = {name: found[name] for name in ("proxies", "verify", "cert")}
        return self._environments[host]

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        while chunk := response.raw.read1(CHUNK_BYTES, decode_content=True):
            body += chunk
            if len(body) > self._max_bytes:
                raise TooLarge
        return bytes(body)
