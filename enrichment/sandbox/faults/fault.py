"""What a fault is: a kind from the register, which is a function from a call to the reply to send instead; a fault as
it is asked for; and the faults that are switched on now, with the calls each has met.
"""

import copy
import json
import random
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from enrichment.sandbox.service import Reply, Request

EVERY_SERVICE = ("euria", "spotify", "deezer", "discogs", "lastfm", "wikidata")


@dataclass
class Call:
    """One request that a fault may spoil. `answer()` gives the regular reply; `wait(seconds)` returns early, with
    True, when the stand-in stops; `turn` counts the calls this fault has met, from 0."""

    request: Request
    service: str
    endpoint: str
    answer: Callable[[], Reply]
    options: Mapping[str, str]
    turn: int
    wait: Callable[[float], bool]
    revoke_token: Callable[[str], None]

    def option(self, name: str, default: str) -> str:
        return self.options.get(name, default)

    def document(self) -> tuple[Reply, Any]:
        """The regular reply with its own copy of its document; (reply, None) when it is an error already."""
        reply = self.answer()
        if reply.status != 200 or reply.body is not None:
            return reply, None
        reply.document = copy.deepcopy(reply.document)
        return reply, reply.document

    @property
    def random(self) -> random.Random:
        """Chance that is the same in every run, yet another at each turn."""
        return random.Random(self.turn)


Spoil = Callable[[Call], Reply]


@dataclass(frozen=True)
class Kind:
    """`endpoints` empty: every endpoint of the services."""

    name: str
    about: str
    services: tuple[str, ...]
    endpoints: tuple[str, ...]
    spoil: Spoil = field(repr=False)


KINDS: dict[str, Kind] = {}


def kind(name: str, about: str, *services: str, on: tuple[str, ...] = ()) -> Callable[[Spoil], Spoil]:
    """Registers the decorated function; without `services` the fault can befall each of them."""

    def register(spoil: Spoil) -> Spoil:
        KINDS[name] = Kind(name, about, services or EVERY_SERVICE, on, spoil)
        return spoil

    return register


def change(
    name: str, about: str, *services: str, on: tuple[str, ...] = ()
) -> Callable[[Callable[[Any, Call], None]], Callable[[Any, Call], None]]:
    """Registers the decorated change of a regular answer's document, made in place; an error stays as it is."""

    def register(changed: Callable[[Any, Call], None]) -> Callable[[Any, Call], None]:
        def spoil(call: Call) -> Reply:
            reply, document = call.document()
            if document:
                changed(document, call)
            return reply

        kind(name, about, *services, on=on)(spoil)
        return changed

    return register


COUNTS = ("every", "times", "after")


@dataclass(frozen=True)
class Fault:
    """`after` clean calls, then at each `every`-th one, at most `times` (0 = without end). Only calls of `service`
    (empty = those the kind knows), of `endpoint` and with `about` in their query or body count."""

    name: str
    service: str = ""
    every: int = 1
    times: int = 0
    after: int = 0
    endpoint: str = ""
    about: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.name not in KINDS:
            raise ValueError(f"no fault is called {self.name!r}; known are: {', '.join(sorted(KINDS))}")
        if self.service and self.service not in KINDS[self.name].services:
            raise ValueError(f"{self.name} cannot befall {self.service!r}, only {', '.join(KINDS[self.name].services)}")
        if self.every < 1 or self.times < 0 or self.after < 0:
            raise ValueError(f"{self.name}: every, times and after count from 1, 0 and 0 on")

    @classmethod
    def parse(cls, spec: str) -> "Fault":
        """Reads the command line form; ValueError says what is wrong with it.

        NAME[:service][:every=N][:times=N][:after=N][:endpoint=NAME][:about=TEXT][:option=VALUE]
        """
        name, *parts = spec.split(":")
        given = dict(part.partition("=")[::2] for part in parts if "=" in part)
        services = [part for part in parts if "=" not in part]
        if len(services) > 1 or any(service not in EVERY_SERVICE for service in services):
            raise ValueError(f"{spec}: expected one of {', '.join(EVERY_SERVICE)}, not {' '.join(services)}")
        try:
            counts = {key: int(given.pop(key)) for key in COUNTS if key in given}
        except ValueError:
            raise ValueError(f"{spec}: {', '.join(COUNTS)} take a whole number") from None
        endpoint, about = given.pop("endpoint", ""), given.pop("about", "")
        return cls(name, "".join(services), endpoint=endpoint, about=about, options=given, **counts)

    def befalls(self, service: str, endpoint: str, request: Request) -> bool:
        kind = KINDS[self.name]
        return (
            service in ((self.service,) if self.service else kind.services)
            and (endpoint == self.endpoint if self.endpoint else not kind.endpoints or endpoint in kind.endpoints)
            and (not self.about or self.about in mentions(request))
        )

    def is_due(self, turn: int) -> bool:
        """Whether the `turn`-th call that it may befall (from 1 on) is spoilt."""
        late, rest = divmod(turn - self.after, self.every)
        return turn > self.after and rest == 0 and (not self.times or late <= self.times)


def mentions(request: Request) -> str:
    """All that the request says, decoded, for `about`."""
    values = "\n".join(request.query.values())
    # Encoded anew, for clients write "\\u00e9" where a fault is asked for with "é".
    body = json.dumps(request.json, ensure_ascii=False) if request.json else request.body.decode("utf-8", "replace")
    return f"{request.path}\n{values}\n{body}"


class Faults:
    """May be changed while the stand-in serves; `wait` and `revoke_token` are handed on to the calls."""

    def __init__(self, wait: Callable[[float], bool], revoke_token: Callable[[str], None]) -> None:
        self._wait = wait
        self._revoke_token = revoke_token
        self._lock = threading.Lock()
        self._active: list[tuple[Fault, list[int]]] = []

    def set(self, faults: Iterable[Fault | str]) -> None:
        """Replaces all, counts included; ValueError changes nothing."""
        parsed = [read(fault) for fault in faults]
        with self._lock:
            self._active = [(fault, [0, 0]) for fault in parsed]

    def add(self, *faults: Fault | str) -> None:
        parsed = [read(fault) for fault in faults]
        with self._lock:
            self._active = [*self._active, *((fault, [0, 0]) for fault in parsed)]

    def clear(self) -> None:
        self.set(())

    def listed(self) -> list[dict[str, Any]]:
        """Each with the calls it has `met` and those it has `spoilt`."""
        with self._lock:
            return [
                {"name": f.name, "service": f.service, "endpoint": f.endpoint, "met": counts[0], "spoilt": counts[1]}
                for f, counts in self._active
            ]

    def reply(self, request: Request, service: str, endpoint: str, answer: Callable[[], Reply]) -> Reply:
        """The regular answer, spoilt by each fault that is due; the last one switched on has the last word."""
        due = []
        with self._lock:
            for fault, counts in self._active:
                if not fault.befalls(service, endpoint, request):
                    continue
                counts[0] += 1
                if fault.is_due(counts[0]):
                    due.append((fault, counts[1]))
                    counts[1] += 1
        for fault, turn in due:
            call = Call(request, service, endpoint, answer, fault.options, turn, self._wait, self._revoke_token)
            answer = spoilt(fault, call)
        return answer()


def read(fault: Fault | str) -> Fault:
    return fault if isinstance(fault, Fault) else Fault.parse(str(fault))


def spoilt(fault: Fault, call: Call) -> Callable[[], Reply]:
    return lambda: KINDS[fault.name].spoil(call)
