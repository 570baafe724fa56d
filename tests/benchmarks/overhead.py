"""What the engine adds to the calls themselves."""

import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.measure import Ratio, filled, finished, median_of
from tests.benchmarks.site import Site, vendors
from tests.benchmarks.standin import StandIn, standin

PROCESSES = (1, 2)  # a cluster has two where nobody says otherwise


def measure(small: bool) -> Iterator[Ratio]:
    """Items a second without limits and with instant answers ÷ calls a second of bare threads, which send the very
    same calls again from as many processes. The two take turns.

    One process has to keep the bar, several where each has a core and the stand-in another: where there are fewer, they
    take from each other what they would not elsewhere, and the value is only told.
    """
    albums, rounds = (20, 1) if small else (3000, 5)
    with standin() as services:
        for vendor in vendors():
            with filled(vendor, services, albums) as site:
                recorded = site.inside("record", site.folder / "calls.json")
                for processes in PROCESSES:
                    parts = _split(site.folder / "calls.json", processes)
                    pairs = [(_bare(site, parts), _engine(vendor, services, albums, processes)) for _ in range(rounds)]
                    seen = {"bare": [bare for bare, _ in pairs], "engine": [engine for _, engine in pairs], **recorded}
                    ratio = median_of([engine / bare for bare, engine in pairs])
                    least = 0.5 if processes == 1 or processes < _cores() else None
                    yield Ratio(f"engine overhead, {vendor}, {processes} each", ratio, least=least, seen=seen)


def _cores() -> int:
    """Those that this process, and so its children, may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _split(path: Path, processes: int) -> list[Path]:
    calls = json.loads(path.read_text(encoding="utf-8"))
    parts = [path.with_name(f"calls-{number}.json") for number in range(processes)]
    for number, part in enumerate(parts):
        part.write_text(json.dumps(calls[number::processes]), encoding="utf-8")
    return parts


def _bare(site: Site, parts: list[Path]) -> float:
    """Calls a second of all processes together."""
    with ThreadPoolExecutor(len(parts)) as pool:
        done = list(pool.map(lambda part: site.inside("replay", part), parts))
    return float(sum(each["calls"] for each in done) / max(each["seconds"] for each in done))


def _engine(vendor: str, services: StandIn, albums: int, processes: int) -> float:
    """Items a second of one cluster."""
    with filled(vendor, services, albums, Q_WORKERS=str(processes)) as site, site.clusters(1):
        time.sleep(1)
        site.manage("enrich", "--background")
        done = finished(site)
    return float(done["items"] / done["seconds"])
