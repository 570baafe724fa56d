"""Whether an item costs more in a large collection than in a small one."""

from collections.abc import Iterator
from typing import Any

from tests.benchmarks.measure import Ratio, filled, median_of
from tests.benchmarks.site import vendors
from tests.benchmarks.standin import StandIn, standin

SIZES = (100, 1_000, 10_000)
ONCE = 100_000


def measure(small: bool) -> Iterator[Ratio]:
    """Time and queries per item and peak memory of a run over everything, with instant answers: the largest
    collection against the smallest.
    """
    sizes, rounds = ((10, 40), 1) if small else (SIZES, 3)
    with standin() as services:
        for vendor in vendors():
            runs = {size: _per_item(vendor, services, size, rounds if size < max(sizes) else 1) for size in sizes}
            first, last = runs[sizes[0]], runs[sizes[-1]]
            yield Ratio(f"time per item, {vendor}", last["ms"] / first["ms"], most=1.3, seen=runs)
            yield Ratio(f"queries per item, {vendor}", last["queries"] / first["queries"], most=1.3)
            yield Ratio(f"peak memory, {vendor}", last["peak_mb"] / first["peak_mb"], most=1.5)


def once(small: bool) -> Iterator[Ratio]:
    """A hundred thousand albums, told only."""
    with standin() as services:
        seen = _per_item("sqlite", services, 60 if small else ONCE, 1)
    yield Ratio("ms per item at 100,000 albums", seen["ms"], seen=seen)


def _per_item(vendor: str, services: StandIn, albums: int, rounds: int) -> dict[str, Any]:
    done = []
    for _ in range(rounds):
        with filled(vendor, services, albums) as site:
            done.append(site.inside("work"))
    return {
        "ms": median_of([1000 * run["seconds"] / run["items"] for run in done]),
        "queries": median_of([run["queries"] / run["items"] for run in done]),
        "peak_mb": median_of([run["peak_mb"] for run in done]),
        "items": done[0]["items"],
    }
