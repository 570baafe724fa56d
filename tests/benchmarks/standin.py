"""The stand-in for the services, in a process of its own, so that it takes nothing from what is measured."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]


class StandIn:
    """Answers at once unless given seconds per service."""

    def __init__(self, url: str) -> None:
        self.url = url

    def environment(self) -> dict[str, str]:
        found: dict[str, str] = self._get("environment")
        return found

    def record(self, seconds: float = 60.0) -> dict[str, Any]:
        """Per service: `count`, and `most_in_window` within any `seconds`."""
        found: dict[str, Any] = self._get(f"record?window={seconds}")
        return found

    def requests(self, service: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._get(f"requests?service={service}")
        return found

    def latency(self, **seconds: float) -> None:
        requests.post(f"{self.url}/_sandbox/latency", json=seconds, timeout=10).raise_for_status()

    def reset(self) -> None:
        requests.post(f"{self.url}/_sandbox/reset", json={}, timeout=10).raise_for_status()

    def _get(self, name: str) -> Any:
        return requests.get(f"{self.url}/_sandbox/{name}", timeout=60).json()


@contextmanager
def standin(collection: Path | None = None, **latency: float) -> Iterator[StandIn]:
    words = [sys.executable, "-m", "enrichment.sandbox", "--knows-everyone"]
    words += ["--collection", str(collection)] if collection else []
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = (line.partition("=") for line in process.stdout)
        url = next(value.strip() for name, _, value in lines if name == "DISCOGS_API_URL")
        started = StandIn(url)
        started.latency(**latency)
        yield started
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
