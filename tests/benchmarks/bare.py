"""The yardstick: the very calls of a run, sent again by nothing but threads and `requests`."""

import json
import queue
import threading
import time
from pathlib import Path
from typing import Any

import requests
from django.conf import settings

from enrichment.providers.http.exchange import Exchange
from enrichment.providers.http.reply import Reply
from tests.benchmarks.working import work


def record(path: str) -> dict[str, Any]:
    """Work through a run and write down what it sent, and how many threads each service was given."""
    calls: list[dict[str, Any]] = []
    send = Exchange.send

    def noted(self: Exchange, method: str, url: str, **options: Any) -> Reply:
        calls.append({"method": method, "url": url, **options})
        return send(self, method, url, **options)

    Exchange.send = noted  # type: ignore[method-assign]
    done = work()
    calls = [call for call in calls if not call["url"].endswith("/token")]
    Path(path).write_text(json.dumps(calls), encoding="utf-8")
    return {**done, "calls": len(calls)}


def replay(path: str) -> dict[str, Any]:
    """Send the recorded calls with as many threads as the engine has, and read each answer as JSON."""
    calls: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    for call in (recorded := json.loads(Path(path).read_text(encoding="utf-8"))):
        calls.put(call)
    size = settings.EURIA_CONCURRENCY + settings.SPOTIFY_CONCURRENCY
    threads = [threading.Thread(target=_send, args=(calls,)) for _ in range(size)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"seconds": time.perf_counter() - started, "calls": len(recorded)}


def _send(calls: "queue.SimpleQueue[dict[str, Any]]") -> None:
    with requests.Session() as session:
        while True:
            try:
                call = calls.get_nowait()
            except queue.Empty:
                return
            session.request(**call, timeout=60).json()
