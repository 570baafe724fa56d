"""Several clusters on one PostgreSQL."""

import time
from collections.abc import Iterator

from tests import postgres
from tests.benchmarks.measure import Ratio, filled, finished
from tests.benchmarks.standin import StandIn, standin

SECONDS = 2.0
PER_MINUTE = 300


def measure(small: bool) -> Iterator[Ratio]:
    """Descriptions with answers of 2.0 s and no limit, by 1, 2 and 4 clusters; then a limit that 4 would exceed."""
    if not postgres.is_available():
        return
    albums, counts = (16, (1, 2)) if small else (1200, (1, 2, 4))
    with standin(euria=SECONDS) as services:
        seconds = {count: _run(services, albums, count) for count in counts}
        for count, least in ((2, 1.8), (4, 3.2)):
            if count in seconds:
                yield Ratio(f"{count} clusters", seconds[1] / seconds[count], least=least, seen={"seconds": seconds})
        _run(services, albums // 2, counts[-1], EURIA_REQUESTS_PER_MINUTE=str(PER_MINUTE))
        most = services.record()["euria"]["most_in_window"]
    yield Ratio("clusters together: most calls in a minute ÷ limit + 1", most / (PER_MINUTE + 1), most=1.0)


def _run(services: StandIn, albums: int, clusters: int, **settings: str) -> float:
    with filled("postgresql", services, albums, **settings) as site, site.clusters(clusters):
        services.latency(euria=SECONDS)
        time.sleep(2)
        site.manage("enrich", "--background", "--only", "descriptions")
        return float(finished(site)["seconds"])
