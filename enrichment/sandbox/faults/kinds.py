"""The register of fault kinds. A kind is a function from a call to the reply to send instead."""

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from enrichment.sandbox.wire import Reply, Request

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
