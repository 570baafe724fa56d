"""What every played service has in common: what it receives, what it answers, as plain values, and its named endpoints,
found by the path. Each reply is encoded whole, for one write.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl

SECRET_PARAMETER = re.compile(r"(?<![^&?])(api_key|token|client_secret)=[^&]*")


@dataclass
class Request:
    """One received request. Header names are lower case; of a repeated parameter the last value counts."""

    method: str
    path: str
    query_string: str
    headers: dict[str, str]
    body: bytes
    arrived: float = field(default_factory=time.monotonic)

    @cached_property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @cached_property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @cached_property
    def json(self) -> object:
        """The decoded body, None when it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def whole(self, name: str, default: int) -> int:
        """A number of the query; 0 for what is none."""
        value = self.query.get(name, str(default))
        return int(value) if value.isdecimal() else 0

    @property
    def address(self) -> str:
        """Without the query, by the name that the caller knows."""
        return f"http://{self.headers.get('host', '')}{self.path}"

    @property
    def shown_query(self) -> str:
        """The query string without the secrets that some services take there."""
        return SECRET_PARAMETER.sub(r"\1=***", self.query_string)

    @property
    def authorization(self) -> tuple[str, str]:
        """Scheme (lower case) and value of the Authorization header, both empty without one."""
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        return scheme.lower(), value.strip()


@dataclass
class Reply:
    """One answer: `document` is sent as JSON unless there is a `body`. Status 0 closes without an answer."""

    status: int = 200
    document: object = None
    body: bytes | None = None
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    announced: bool = True
    close: bool = False

    def encode(self) -> bytes:
        body = self.body if self.body is not None else json.dumps(self.document, ensure_ascii=False).encode()
        lines = [f"HTTP/1.1 {self.status} {reason(self.status)}", f"Content-Type: {self.content_type}"]
        if self.announced:
            lines.append(f"Content-Length: {len(body) if self.length is None else self.length}")
        if self.ends_connection:
            lines.append("Connection: close")
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body

    @property
    def ends_connection(self) -> bool:
        return self.close or not self.announced or self.length is not None


def html(status: int, title: str) -> Reply:
    """A page as proxies and load balancers send it where a client expects JSON."""
    page = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
    return Reply(status, body=page.encode(), content_type="text/html; charset=utf-8")


def text(status: int, body: str) -> Reply:
    return Reply(status, body=body.encode(), content_type="text/plain; charset=utf-8")


def reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


@dataclass(frozen=True)
class Route:
    """An endpoint: requests whose path fits `pattern` are answered by `answer(request, **groups)`."""

    endpoint: str
    pattern: re.Pattern[str]
    answer: Callable[..., Reply]


@dataclass
class Service:
    """`refuse` looks at every request first (keys, User-Agent) and returns a reply to refuse it."""

    name: str
    routes: tuple[Route, ...]
    refuse: Callable[[Request, str], Reply | None]
    wrong_path: Callable[[Request], Reply]
    finish: Callable[[Request, Reply], Reply] = field(default=lambda _request, reply: reply)

    def endpoint(self, request: Request) -> str:
        found = self._route(request)
        return found[0].endpoint if found else "unknown"

    def answer(self, request: Request) -> Reply:
        found = self._route(request)
        if found is None:
            return self.wrong_path(request)
        route, groups = found
        return self.finish(request, self.refuse(request, route.endpoint) or route.answer(request, **groups))

    def _route(self, request: Request) -> tuple[Route, Mapping[str, str]] | None:
        for route in self.routes:
            if match := route.pattern.fullmatch(request.path):
                return route, match.groupdict()
        return None


def route(endpoint: str, pattern: str, answer: Callable[..., Reply]) -> Route:
    return Route(endpoint, re.compile(pattern), answer)
