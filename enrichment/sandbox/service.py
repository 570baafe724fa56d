"""What every played service has in common: named endpoints found by the path, and answers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from enrichment.sandbox.wire import Reply, Request


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
