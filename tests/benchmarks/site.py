"""A site of its own for one measurement: an empty database, a data folder, real processes."""

import atexit
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aime_site.servers import sqlite_url
from tests import postgres
from tests.benchmarks.standin import StandIn
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
UNLIMITED = {f"{service}_REQUESTS_PER_MINUTE": "0" for service in ("EURIA", "SPOTIFY", "DISCOGS", "LASTFM")}
UNLIMITED |= {"EURIA_CONCURRENCY": "8"}  # the stand-in is no model at home, which is asked one thing at a time


@dataclass(frozen=True)
class Site:
    folder: Path
    environment: Mapping[str, str]

    def manage(self, *words: str) -> str:
        """Run a command of AIME to its end."""
        return self._run([sys.executable, "manage.py", *words])

    def inside(self, task: str, *arguments: object) -> dict[str, Any]:
        """Run a task of `tests.benchmarks.inside` in a process of its own."""
        words = [sys.executable, "-m", "tests.benchmarks.inside", task, *map(str, arguments)]
        answer: dict[str, Any] = json.loads(self._run(words).splitlines()[-1])
        return answer

    def _run(self, words: list[str]) -> str:
        done = subprocess.run(words, cwd=ROOT, env=dict(self.environment), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words[1:4])} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done.stdout

    @contextmanager
    def process(self, name: str, *words: str, ready: str, **changes: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A process that serves until the block is left; the block begins once it has printed `ready`."""
        path = self.folder / f"{name}.log"
        with path.open("wb") as log:
            process = subprocess.Popen(
                words, cwd=ROOT, env={**self.environment, **changes}, stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_until(lambda: ready in path.read_text(errors="replace"), 30, what=f"{name} is ready")
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(60)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @contextmanager
    def clusters(self, count: int) -> Iterator[None]:
        words = (sys.executable, "manage.py", "qcluster")
        with ExitStack() as stack:
            for number in range(count):
                stack.enter_context(self.process(f"cluster-{number}", *words, ready=" running."))
            yield


@contextmanager
def new_site(vendor: str, standin: StandIn, **settings: str) -> Iterator[Site]:
    """A migrated site on `sqlite` or `postgresql`, asking the stand-in; without rate limits unless `settings` say."""
    folder = Path(tempfile.mkdtemp(prefix="aime-benchmark-"))
    # At the very end: where many files have just been deleted, ext4 takes five times as long to make new ones.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with _database(vendor, folder) as url:
        yield _site_in(folder, url, {**standin.environment(), **UNLIMITED, **settings})


def _site_in(folder: Path, url: str, settings: Mapping[str, str]) -> Site:
    clean = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    environment = {
        **clean,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "AIME_CONFIG_DIR": str(folder),
        "AIME_DATA_DIR": str(folder / "data"),
        "DATABASE_URL": url,
        "PYTHONUNBUFFERED": "1",
        **settings,
    }
    return Site(folder, environment)


@contextmanager
def _database(vendor: str, folder: Path) -> Iterator[str]:
    """An empty database, copied from a migrated one: to migrate takes longer than many a small measurement."""
    if vendor == "sqlite":
        shutil.copyfile(_migrated_file(), folder / "benchmark.sqlite3")
        yield sqlite_url(folder / "benchmark.sqlite3")
        return
    with postgres.database(_postgresql(), template=_migrated_database()) as url:
        yield url


@cache
def _migrated_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="aime-benchmark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "migrated.sqlite3"
    _site_in(folder, sqlite_url(file), {}).manage("migrate", "-v0")
    return file


@cache
def _migrated_database() -> str:
    """Its name. It goes with the server, or at the end."""
    kept = ExitStack()
    url = kept.enter_context(postgres.database(_postgresql()))
    atexit.register(kept.close)
    with tempfile.TemporaryDirectory(prefix="aime-benchmark-") as folder:
        _site_in(Path(folder), url, {}).manage("migrate", "-v0")
    return urlsplit(url).path.removeprefix("/")


@cache
def _postgresql() -> str:
    """One server for all measurements."""
    kept = ExitStack()
    atexit.register(kept.close)
    return kept.enter_context(postgres.server())


def vendors() -> list[str]:
    return ["sqlite", "postgresql"] if postgres.is_available() else ["sqlite"]
