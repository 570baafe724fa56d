"""Twenty pages that watch one run."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from tests.benchmarks.measure import Ratio, filled, median_of
from tests.benchmarks.site import Site
from tests.benchmarks.standin import StandIn, standin

SECONDS = 2.0
POLLERS = 20
EVERY_SECONDS = 2.0  # as the progress panel asks
PROGRESS, TRIVIAL = "services/discogs/enrich/progress", "trivial"


def measure(small: bool) -> Iterator[Ratio]:
    """During a run with 10,000 items and answers of 2.0 s: the progress view's latency ÷ a trivial view's behind the
    same gate, and the run's pace with pollers ÷ without.
    """
    albums, window = (100, 6.0) if small else (3_400, 60.0)
    with standin(euria=SECONDS, spotify=SECONDS) as services, filled("sqlite", services, albums) as site:
        services.latency(euria=SECONDS, spotify=SECONDS)
        with _web(site) as address, site.clusters(1):
            visitor = Visitor(address, site.inside("login")["cookie"])
            site.manage("enrich", "--background")
            _until_under_way(visitor)
            quiet = _pace(services, window)
            pollers = Pollers(visitor)
            watched = _pace(services, window)
            took = pollers.stop()
            quiet = (quiet + _pace(services, window)) / 2
    seen = {name: 1000 * median_of(seconds) for name, seconds in took.items()}
    yield Ratio("progress view ÷ trivial view", seen[PROGRESS] / seen[TRIVIAL], most=3.0, seen=seen)
    yield Ratio(
        "pace of the run, watched ÷ not", watched / quiet, least=0.95, seen={"watched": watched, "quiet": quiet}
    )


class Visitor:
    """A logged-in browser."""

    def __init__(self, address: str, cookie: str) -> None:
        self._address, self._cookies = address, {"sessionid": cookie}

    def get(self, session: requests.Session, name: str) -> requests.Response:
        response = session.get(f"{self._address}/{name}", cookies=self._cookies, timeout=30)
        response.raise_for_status()
        return response


class Pollers:
    """Ask for both views in turn until told to stop."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor, self._told = visitor, threading.Event()
        self._took: dict[str, list[float]] = {PROGRESS: [], TRIVIAL: []}
        self._threads = [threading.Thread(target=self._poll, args=(number,)) for number in range(POLLERS)]
        for thread in self._threads:
            thread.start()

    def _poll(self, number: int) -> None:
        pause = EVERY_SECONDS * number / POLLERS
        with requests.Session() as session:
            while not self._told.wait(pause):
                for name in (TRIVIAL, PROGRESS):
                    started = time.perf_counter()
                    self._visitor.get(session, name)
                    self._took[name].append(time.perf_counter() - started)
                pause = EVERY_SECONDS

    def stop(self) -> dict[str, list[float]]:
        self._told.set()
        for thread in self._threads:
            thread.join()
        return self._took


@contextmanager
def _web(site: Site) -> Iterator[str]:
    words = ("gunicorn", "aime_site.wsgi", "--config=python:aime_site.web_server", "--bind=127.0.0.1:0")
    with site.process("web", *words, ready="Listening at: http://"):
        log = (site.folder / "web.log").read_text()
        yield "http://" + log.partition("Listening at: http://")[2].split()[0]


def _until_under_way(visitor: Visitor) -> None:
    with requests.Session() as session:
        while sum(phase["done"] for phase in visitor.get(session, PROGRESS).json()["phases"]) < 20:
            time.sleep(0.5)


def _pace(services: StandIn, seconds: float) -> float:
    """Calls a second as they arrive: the run's own counters move in batches."""
    before, started = _calls(services), time.perf_counter()
    time.sleep(seconds)
    return (_calls(services) - before) / (time.perf_counter() - started)


def _calls(services: StandIn) -> int:
    return sum(service["count"] for service in services.record().values())
