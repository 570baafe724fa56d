"""What tests share: the stand-in for the services, collections, and a live cluster."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django import Settings

from collection.models import Album, Artist
from enrichment.engine import clock, rate_limit
from enrichment.engine import slice as slice_module
from enrichment.providers.http import reply, session
from enrichment.sandbox import Sandbox
from tests.builders import load_collection
from tests.cluster import Cluster, child_environment

SERVICES = ("EURIA", "SPOTIFY", "DEEZER", "DISCOGS", "LASTFM", "WIKIDATA")
UNLIMITED = {f"{service}_REQUESTS_PER_MINUTE": 0 for service in SERVICES}
UNLIMITED |= {"EURIA_CONCURRENCY": 8}  # the stand-in is no model at home
QUICK = {"AIME_SLICE_SECONDS": 2, "AIME_LEASE_SECONDS": 2, "AIME_BATCH_SECONDS": 0.2}
DATABASE = {"django_db", "db", "transactional_db"}
OWN_SERVER = {"server", "pooled", "ground"}

# On a busy machine any example may take long; each test has a time limit anyhow. CI tries more of them.
BUSY = examples(deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.register_profile("busy", BUSY, max_examples=25)
examples.register_profile("whole", BUSY, max_examples=100)
examples.load_profile("whole" if os.environ.get("CI") == "true" else "busy")

Play = Callable[[Sandbox], Sandbox]


def pytest_configure() -> None:
    """Let Python keep what it compiled: each of the hundreds of processes would compile Django anew for two seconds."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_collection() -> None:
    """What is loaded for the tests stays: Python need not look for garbage among it."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Nor later on; and seldom among what a test leaves: it took a twelfth of the suite's time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, which CI tries on a second one; who brings a server is the same on both."""
    for item in items:
        names = {*getattr(item, "fixturenames", ()), *(mark.name for mark in item.iter_markers())}
        if DATABASE & names and not OWN_SERVER & names:
            item.add_marker("database")


@pytest.fixture(autouse=True, scope="session")
def short_breath() -> Iterator[None]:
    """A failed call is repeated soon; how long the real pauses are is the sessions' own test."""
    with pytest.MonkeyPatch.context() as whole_run:
        whole_run.setattr(session, "FIRST_PAUSE", 0.02)
        yield


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service may ask for a pause of less than a second, and who waits for its end looks often."""
    monkeypatch.setattr(reply, "SHORTEST_SECONDS", 0.05)
    monkeypatch.setattr(slice_module, "LOOK_SECONDS", 0.05)


@pytest.fixture(autouse=True, scope="session")
def database_travels_too() -> Iterator[None]:
    """A test that travels in time takes the clock of a database server along; otherwise the server tells its own."""

    def travelling() -> float:
        return time.time() if time_machine.escape_hatch.is_travelling() else real()

    real = clock.database_time
    with pytest.MonkeyPatch.context() as whole_run:
        for module in (clock, rate_limit):
            whole_run.setattr(module, "database_time", travelling)
        yield


@pytest.fixture(autouse=True)
def site_language() -> Iterator[None]:
    """A page read in French leaves its thread in French, as Django's middleware does."""
    yield
    translation.deactivate()


@pytest.fixture
def data_dir(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings.DATA_DIR, settings.CACHE_DIR, settings.MEDIA_ROOT = folder, folder / "cache", folder / "media"
    return folder


@pytest.fixture
def play(settings: Settings, data_dir: Path) -> Iterator[Play]:
    """Start a stand-in and point all services' settings at it, without limits and with short engine times."""
    started: list[Sandbox] = []

    def start(sandbox: Sandbox) -> Sandbox:
        started.append(sandbox.start())
        for name, value in {**sandbox.environment(), **UNLIMITED, **QUICK}.items():
            setattr(settings, name, value)
        return sandbox

    yield start
    for sandbox in started:
        sandbox.stop()


@pytest.fixture
def sandbox(play: Play) -> Sandbox:
    """The stand-in with the sample of well-known albums; it answers at once."""
    return play(Sandbox())


@pytest.fixture
def sample_albums(db: None) -> list[Album]:
    """The stand-in's sample, imported. A test that runs the engine also asks for `transactional_db`."""
    return load_collection()


@pytest.fixture
def thirty_albums(sample_albums: list[Album]) -> list[Album]:
    """The first of the sample, for a run that has to have many albums and not all of them."""
    return first_of(sample_albums, 30)


@pytest.fixture
def sixteen_albums(sample_albums: list[Album]) -> list[Album]:
    """For a run that has to go on for a while: two batches for eight threads."""
    return first_of(sample_albums, 16)


def first_of(albums: list[Album], number: int) -> list[Album]:
    Album.objects.filter(pk__in=[album.pk for album in albums[number:]]).delete()
    Artist.objects.filter(album_artists=None).delete()
    return albums[:number]


@pytest.fixture
def lease_seconds() -> float:
    """How long a cluster keeps an item without a sign of life; where nobody is killed, longer than a machine stalls."""
    return QUICK["AIME_LEASE_SECONDS"]


@pytest.fixture
def qcluster(
    transactional_db: None, sandbox: Sandbox, data_dir: Path, tmp_path: Path, lease_seconds: float
) -> Iterator[Cluster]:
    """A running cluster on the test database, the stand-in and this test's data folder."""
    changed = {**UNLIMITED, **QUICK, "AIME_LEASE_SECONDS": lease_seconds}
    times = {name: str(value) for name, value in changed.items()}
    cluster = Cluster(child_environment(data_dir, **sandbox.environment(), **times), tmp_path)
    try:
        yield cluster.start()
    finally:
        cluster.stop()
