"""Ten thousand releases from a file, and from Discogs."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.collection_of import write_file
from tests.benchmarks.measure import Ratio
from tests.benchmarks.site import Site, new_site, vendors
from tests.benchmarks.standin import standin


def measure(small: bool) -> Iterator[Ratio]:
    """Milliseconds a release, and whether a release costs more among many."""
    few, many = (10, 40) if small else (1_000, 10_000)
    with standin() as services:
        for vendor in vendors():
            cost = {}
            for releases in (few, many):
                with new_site(vendor, services) as site:
                    path = write_file(site.folder / "collection.json", releases)
                    cost[releases] = _ms(site, releases, "import_collection", str(path))
                    again = _ms(site, releases, "import_collection", str(path))
            seen = {"ms": cost, "again": again}
            yield Ratio(f"import, {vendor}: ms per release", cost[many], seen=seen)
            yield Ratio(f"import, {vendor}: {many} against {few}", cost[many] / cost[few], most=1.3)


def synchronisation(small: bool) -> Iterator[Ratio]:
    """The collection's pages and the facts behind every release, without limits and with instant answers."""
    releases = 40 if small else 10_000
    with TemporaryDirectory() as folder, standin(write_file(Path(folder) / "collection.json", releases)) as services:
        for vendor in vendors():
            with new_site(vendor, services) as site:
                cost = _ms(site, releases, "sync_discogs")
            yield Ratio(f"synchronisation, {vendor}: ms per release", cost)


def _ms(site: Site, releases: int, *words: str) -> float:
    started = time.perf_counter()
    site.manage(*words)
    seconds = time.perf_counter() - started
    assert site.inside("albums")["albums"] == releases
    return 1000 * seconds / releases
