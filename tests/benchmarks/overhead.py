"""The pace that people are owed: items a second where the services answer at once."""

from collections.abc import Iterator

from tests.benchmarks.measure import Ratio, filled, median_of
from tests.benchmarks.site import vendors
from tests.benchmarks.standin import StandIn, standin

LEAST = 60.0  # services allow one to five a second: no run then waits for the engine


def measure(small: bool) -> Iterator[Ratio]:
    """Items a second of one process without limits, on each database."""
    albums, rounds = (20, 1) if small else (1000, 3)
    with standin() as services:
        for vendor in vendors():
            seen = [_pace(vendor, albums, services) for _ in range(rounds)]
            yield Ratio(f"items a second, {vendor}", median_of(seen), least=LEAST, seen={"rounds": seen})


def _pace(vendor: str, albums: int, services: StandIn) -> float:
    with filled(vendor, services, albums) as site:
        done = site.inside("work")
    return float(done["items"] / done["seconds"])
