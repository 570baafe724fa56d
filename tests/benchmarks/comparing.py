"""`compare COMMIT`: what people wait for and what their machine gives, as ratios to an earlier commit.

Both trees are asked in turn, so that what else the machine does weighs on both; the ratio is of their medians.
"""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.collection_of import write_file
from tests.benchmarks.measure import Ratio, median_of
from tests.benchmarks.site import UNLIMITED
from tests.benchmarks.standin import standin
from tests.benchmarks.trees import HERE, Home, Served, Tree, home
from tests.waiting import wait_until

PROGRESS = "/services/discogs/enrich/progress"
SLOW_SECONDS = 20.0  # a run that goes on as long as it is watched

Comparison = Callable[[Tree, bool], Iterator[Ratio]]  # the earlier tree, and whether the small form is wanted
Sample = Callable[[], float]


def rounds(small: bool) -> int:
    return 1 if small else 7


def ratio(name: str, most: float | None, now: Sample, then: Sample, times: int) -> Ratio:
    """Asked in turn, `times` each."""
    seen: dict[str, list[float]] = {"now": [], "then": []}
    for _round in range(times):
        seen["now"].append(now())
        seen["then"].append(then())
    return _of(name, most, seen)


def _of(name: str, most: float | None, seen: dict[str, list[float]]) -> Ratio:
    medians = {which: median_of(values) for which, values in seen.items()}
    return Ratio(name, medians["now"] / medians["then"], most=most, seen=medians)


def serve(then: Tree, small: bool) -> Iterator[Ratio]:
    """An empty site from its start on."""
    seconds: dict[str, list[float]] = {"now": [], "then": []}
    memory: dict[str, list[float]] = {"now": [], "then": []}
    with home(HERE) as ours, home(then) as theirs:
        for _round in range(rounds(small)):
            with ours.served() as one, theirs.served() as other:
                time.sleep(1 if small else 60)
                for which, served in (("now", one), ("then", other)):
                    seconds[which].append(served.seconds)
                    memory[which].append(served.megabytes)
    yield _of("serve: from start to the first page, s", 0.60, seconds)
    yield _of("serve: memory after a minute, empty, MB", 0.50, memory)


def memory_in_use(then: Tree, small: bool) -> Iterator[Ratio]:
    """After 200 pages and an enrichment of 236 albums."""
    with standin() as services:
        settings = {**services.environment(), **UNLIMITED}
        much = (20, 10) if small else (236, 200)
        used = {name: _used(tree, settings, *much) for name, tree in (("now", HERE), ("then", then))}
    yield Ratio("serve: memory after 200 pages and 236 albums, MB", used["now"] / used["then"], most=0.55, seen=used)


def _used(tree: Tree, settings: dict[str, str], albums: int, visits: int) -> float:
    with home(tree, albums, settings) as site, site.served() as served:
        site.manage("enrich", "--background", "--limit", str(albums))
        for number in range(visits):
            served.get(f"{served.wall}?page={number % 4 + 1}")
        while not _is_over(served):
            time.sleep(0.5)
        return served.megabytes


def _is_over(served: Served) -> bool:
    return bool(served.get(PROGRESS).json()["state"] not in {"pending", "running"})


def pages(then: Tree, small: bool) -> Iterator[Ratio]:
    """Whole pages of a large collection, as they come over the wire."""
    albums = 200 if small else 10_000
    with _served(HERE, albums) as one, _served(then, albums) as other:
        for name, most, path in (
            ("wall, first page", 0.40, "{wall}"),
            ("wall, a search", 0.40, "{wall}?q=velvet+orchard"),
            ("wall, a genre", 0.40, "{wall}?genre=Jazz"),
            ("wall, page 100", 0.40, "{wall}?page=100"),
            ("artists", 0.50, "/artists/"),
            ("the admin's list of albums, with counts", 0.50, "/admin/collection/album/?_facets=True"),
            ("settings", 0.50, "/admin/enrichment/settings/"),
        ):
            yield ratio(f"{name}, {albums} albums, s", most, _visit(one, path), _visit(other, path), rounds(small))


def growth(_then: Tree, small: bool) -> Iterator[Ratio]:
    """A page costs what it shows, not what there is: many albums against few, in today's tree.

    So a search is compared with one that finds as many among few; the same words, which find ten times as many, are
    told without a bar.
    """
    few, many = (60, 200) if small else (10_000, 100_000)
    search = "{wall}?q=velvet+orchard+year+4"
    with _served(HERE, many) as large, _served(HERE, few) as medium:
        for name, most, path, among_few in (
            ("wall, first page", 1.5, "{wall}", "{wall}"),
            ("wall, last page", 1.5, f"{{wall}}?page={many}", f"{{wall}}?page={many}"),
            ("wall, a search that finds 270", 1.5, f"{search}5", search),
            ("wall, a search that finds ten times as many", None, search, search),
            ("wall, a genre", 1.5, "{wall}?genre=Jazz", "{wall}?genre=Jazz"),
            ("artists", 1.5, "/artists/", "/artists/"),
        ):
            told = f"{name}: {many} against {few} albums"
            yield ratio(told, most, _visit(large, path), _visit(medium, among_few), rounds(small))


def commands(then: Tree, small: bool) -> Iterator[Ratio]:
    """Processor time, before anything is done."""
    with home(HERE) as ours, home(then) as theirs:
        for words in (("check",), ("enrich", "--dry-run")):
            name = f"{' '.join(words)}: processor time, s"
            yield ratio(name, 0.60, _command(ours, *words), _command(theirs, *words), rounds(small))


def synchronisation(then: Tree, small: bool) -> Iterator[Ratio]:
    """Discogs tells again what is known already."""
    releases = 40 if small else 10_000
    with TemporaryDirectory() as folder, standin(write_file(Path(folder) / "collection.json", releases)) as services:
        settings = {**services.environment(), **UNLIMITED}
        with home(HERE, 0, settings) as ours, home(then, 0, settings) as theirs:
            for site in (ours, theirs):
                site.manage("sync_discogs")
            told = f"synchronisation of {releases} known releases: processor time, s"
            again = _command(ours, "sync_discogs"), _command(theirs, "sync_discogs")
            yield ratio(told, 0.50, *again, times=rounds(small))


def poll(then: Tree, small: bool) -> Iterator[Ratio]:
    """The progress JSON during a run, in processor time of the whole site beyond what the run takes."""
    seconds = 4.0 if small else SLOW_SECONDS  # a site that is stopped waits for what is asked
    with standin(euria=seconds, spotify=seconds) as services:
        services.latency(euria=seconds, spotify=seconds)
        settings = {**services.environment(), **UNLIMITED}
        with _watched(HERE, settings) as one, _watched(then, settings) as other:
            each = _polls(one, small), _polls(other, small)
            yield ratio("a poll of the progress: processor time, s", 0.60, *each, times=rounds(small))


@contextmanager
def _watched(tree: Tree, settings: dict[str, str]) -> Iterator[Served]:
    """A site with a run that is under way."""
    with home(tree, 236, settings) as site, site.served() as served:
        site.manage("enrich", "--background")
        wait_until(lambda: served.get(PROGRESS).json()["state"] == "running", 60)
        yield served


def suite(then: Tree, small: bool) -> Iterator[Ratio]:
    """The default test suite, once each; in the small form what it would run is only gathered."""
    words = ["-m", "pytest", "-q", *(["--collect-only", "-n", "0"] if small else ["-n", "2"])]

    def seconds(tree: Tree) -> float:
        started = time.perf_counter()
        subprocess.run([tree.python, *words], cwd=tree.root, capture_output=True, check=True)
        return time.perf_counter() - started

    yield ratio("default test suite, s", 0.60, lambda: seconds(HERE), lambda: seconds(then), 1)


@contextmanager
def _served(tree: Tree, albums: int) -> Iterator[Served]:
    with home(tree, albums) as site, site.served() as served:
        yield served


def _visit(served: Served, path: str) -> Sample:
    address = path.format(wall=served.wall)
    served.get(address)  # templates are compiled once
    return lambda: served.seconds_for(address)


def _command(site: Home, *words: str) -> Sample:
    return lambda: site.manage(*words)


def _polls(served: Served, small: bool) -> Sample:
    polls = 20 if small else 200

    def seconds() -> float:
        idle = -_spent(served, lambda: time.sleep(3)) / 3
        started = time.perf_counter()
        spent = _spent(served, lambda: [served.get(PROGRESS) for _poll in range(polls)])
        return (spent + idle * (time.perf_counter() - started)) / polls

    return seconds


def _spent(served: Served, act: Callable[[], object]) -> float:
    before = served.processor_seconds
    act()
    return served.processor_seconds - before


COMPARISONS: dict[str, Comparison] = {
    "serve": serve,
    "memory": memory_in_use,
    "pages": pages,
    "flat": growth,
    "commands": commands,
    "known": synchronisation,
    "polls": poll,
    "suite": suite,
}
