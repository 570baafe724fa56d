"""What people wait for: the admin's select-all action, the wall of covers."""

from collections.abc import Iterator

from tests.benchmarks.measure import Ratio, filled
from tests.benchmarks.site import vendors
from tests.benchmarks.standin import standin


def start(small: bool) -> Iterator[Ratio]:
    """Starting a run for everything that the albums' list shows ÷ showing that list; the items come later."""
    albums = 300 if small else 100_000
    with standin() as services:
        for vendor in vendors():
            with filled(vendor, services, albums) as site:
                seen = site.inside("start")
            yield Ratio(f"start for {albums} albums, {vendor}", seen["action"] / seen["list"], most=5.0, seen=seen)


def wall(small: bool) -> Iterator[Ratio]:
    """A page of the wall among many albums ÷ among few; milliseconds are told."""
    sizes = (20, 60) if small else (236, 10_000)
    with standin() as services:
        for vendor in vendors():
            took = {}
            for albums in sizes:
                with filled(vendor, services, albums) as site:
                    took[albums] = site.inside("wall")["wall"]
            yield Ratio(f"wall of {sizes[1]} covers, {vendor}: ms", 1000 * took[sizes[1]], seen=took)
            yield Ratio(f"wall, {vendor}: {sizes[1]} albums against {sizes[0]}", took[sizes[1]] / took[sizes[0]])
