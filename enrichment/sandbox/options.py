"""How the stand-in is to behave."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enrichment.sandbox.faults import Fault


@dataclass(frozen=True)
class Options:
    """`port` 0 = any free one; `latency` seconds per service name before each answer; `faults` as objects or as
    `NAME[:service][:every=N]…`; `knows_everyone`: Spotify has an artist of every name that is searched for."""

    port: int = 0
    latency: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[Fault | str, ...] = ()
    knows_everyone: bool = False
