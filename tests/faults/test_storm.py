"""A storm over a whole site: for as many rounds as AIME_STORM_ROUNDS says, runs are started without end, new albums
come in, a person writes on the pages, and something falls on the processes. When it is over, all is well by itself.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from collection.importing import read_collection, save_releases
from collection.models import Album, Artist
from collection.models.artist import PhotoDecision
from enrichment.models import ACTIVE_STATES, EnrichmentRun
from enrichment.sandbox import Collection, Sandbox
from tests.benchmarks.collection_of import release
from tests.collection.admin.pages import form_values, save
from tests.conftest import Play
from tests.faults.background import Command
from tests.faults.conftest import Commands
from tests.faults.kills import Killer
from tests.faults.site import START, TOKEN, Impatient, ask, free_port
from tests.waiting import wait_until

ROUNDS = int(os.environ.get("AIME_STORM_ROUNDS", "6"))
AT_ONCE = 40  # albums that are bought together: more than a round needs
EDITS = 3  # of each kind, whenever the owner writes
ALBUMS = AT_ONCE * (ROUNDS + 1)
# Other artists' albums may have the same title.
COLLECTION = [{**release(number, ALBUMS), "title": release(number % 1000, ALBUMS)["title"]} for number in range(ALBUMS)]
# Shorter than what is left of a lease at any time, and longer than a whole one.
MOMENTARY, LONG = (0.1, 1.0), (3.0, 6.0)
TIMES = {"AIME_PING_STALE_SECONDS": "15"}  # nobody is killed for having been stopped

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.timeout(240 + 60 * ROUNDS)]


class Owner:
    """Buys records, and corrects on the pages what AIME wrote or is about to write."""

    def __init__(self, client: Client, random: Random) -> None:
        self._client, self._random = client, random
        self._bought = 0
        self.texts: dict[int, str] = {}
        self.faceless: list[int] = []

    def buy(self) -> None:
        """What keeps AIME at work for a while, unless it has that already."""
        if self.waiting().count() < AT_ONCE / 2:
            albums = COLLECTION[self._bought : self._bought + AT_ONCE]
            self._bought += AT_ONCE
            assert not save_releases(read_collection(json.dumps({"albums": albums}).encode())).refusals

    def waiting(self) -> QuerySet[Album]:
        """What has no text, and is to have one."""
        return Album.objects.filter(ai_description="").exclude(pk__in=self.texts)

    def write(self) -> None:
        """About albums that wait for a text, one that has one, and a face."""
        described = Album.objects.exclude(ai_description="").exclude(pk__in=self.texts)
        for number in range(EDITS):
            self._describe(self.waiting(), ai_description=f"The owner's own words, {number}.")
            self._describe(self.waiting(), locked=["ai_description"])
            self._describe(described, ai_description="")
            artist = self._random.choice(Artist.objects.exclude(pk__in=self.faceless).order_by("pk"))
            self._post(artist, photo_answer=PhotoDecision.NO_PHOTO)
            self.faceless.append(artist.pk)

    def _describe(self, albums: QuerySet[Album], **changes: Any) -> None:
        """One of them; what it says then is to stay. A text may have come while the page was open."""
        if found := list(albums.order_by("pk")):
            album = self._random.choice(found)
            self._post(album, **changes)
            album.refresh_from_db(fields=["ai_description"])
            self.texts[album.pk] = changes.get("ai_description", album.ai_description)

    def _post(self, row: Album | Artist, **changes: Any) -> None:
        page = reverse(f"admin:collection_{row._meta.model_name}_change", args=[row.pk])
        save(self._client, page, {**form_values(self._client, page), **changes})

    def assert_obeyed(self) -> None:
        albums = Album.objects.in_bulk(list(self.texts))
        assert {pk: album.ai_description for pk, album in albums.items()} == self.texts
        assert all(album.is_locked("ai_description") for album in albums.values())
        for artist in Artist.objects.filter(pk__in=self.faceless):
            assert (artist.photo, artist.photo_answer) == (None, PhotoDecision.NO_PHOTO), artist


class Storm:
    """What falls on a site that is served, once of each kind before any comes again."""

    def __init__(self, killer: Killer, served: Command, owner: Owner) -> None:
        self._killer, self._served, self._owner = killer, served, owner
        self._random = killer.random

    def rage(self, rounds: int) -> None:
        kinds = [self._kill, self._stop_a_moment, self._stop_long, self._start_anew, self._calm, self._owner.write]
        coming: list[Callable[[], object]] = []
        for _ in range(rounds):
            coming = coming or self._random.sample(kinds, len(kinds))
            self._owner.buy()
            self._killer.wait_for_work()
            coming.pop()()

    def _kill(self) -> None:
        """Whichever it is; the first one takes all others along."""
        self._killer.kill_one(self._served.tree())
        with suppress(subprocess.TimeoutExpired):
            self._served.wait(0.5)
            wait_until(lambda: not self._served.parts(), 20, what="the end of all others")
            self._start()

    def _stop_a_moment(self) -> None:
        self._killer.stop_one(self._served.tree(), self._random.uniform(*MOMENTARY))

    def _stop_long(self) -> None:
        """Every other time somebody at work, who holds a lease."""
        victims = self._served.busy() if self._random.random() < 0.5 else []
        self._killer.stop_one(victims or self._served.tree(), self._random.uniform(*LONG))

    def _start_anew(self) -> None:
        self._killer.kill_all(self._served)
        self._start()

    def _calm(self) -> None:
        time.sleep(self._random.uniform(0.5, 2.0))

    def _start(self) -> None:
        assert "Traceback" not in self._served.output, self._served.output
        self._served.start()


@pytest.fixture
def sandbox(play: Play) -> Sandbox:
    """It plays the collection that the owner is going to buy."""
    sandbox = play(Sandbox(Collection.read(COLLECTION)))
    sandbox.latency = {"euria": 0.25, "spotify": 0.1}
    return sandbox


@pytest.fixture
def albums(transactional_db: None) -> list[Album]:
    """Nothing yet."""
    return []


def no_run_is_active() -> bool:
    return not EnrichmentRun.objects.filter(state__in=ACTIVE_STATES).exists()


def test_after_a_storm_all_is_well(
    sandbox: Sandbox, command: Commands, admin_client: Client, data_dir: Path, seed: int
) -> None:
    killer, port = Killer(sandbox, seed), free_port()
    owner = Owner(admin_client, killer.random)
    served = command("serve", "--port", port, AIME_API_TOKEN=TOKEN, **TIMES).start()
    with Impatient(port, threads=1, pause=0.2) as clients:
        Storm(killer, served, owner).rage(ROUNDS)
    wait_until(no_run_is_active, 120, what="all runs over")
    last = ask(port, START, "POST")
    assert last.status_code == 202, last.text
    wait_until(no_run_is_active, 60, what="the last run over")

    assert set(clients.statuses) <= {202, 409}, clients.statuses
    runs = EnrichmentRun.objects.in_bulk()
    assert {*clients.started, last.json()["run_id"]} <= set(runs), "a confirmed start was lost"
    killer.assert_survived(*runs.values())
    assert not owner.waiting().exists(), "albums were forgotten"
    owner.assert_obeyed()
    health = ask(port, "/healthz")
    assert (health.status_code, health.json()["status"]) == (200, "ok")
    assert "Traceback" not in served.output
    for log in (data_dir / "logs").iterdir():
        assert "Traceback" not in log.read_text(), log
