"""Pages as a logged-in person gets them, timed within the site's own process."""

import time
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from collection.models import Album
from enrichment.engine.lifecycle import cancel
from enrichment.models import EnrichmentRun
from tests.benchmarks.measure import median_of

ROUNDS = 5


def start() -> dict[str, Any]:
    """Seconds: the albums' list, and the select-all action on it, confirmed."""
    client, address = _owner(), reverse("admin:collection_album_changelist")
    everything = {"action": "enrich_missing", "select_across": "1", "confirmed": "1"}
    ticked = {ACTION_CHECKBOX_NAME: [str(Album.objects.values_list("pk", flat=True)[0])]}
    lists, actions = [], []
    for number in range(1, ROUNDS + 1):
        lists.append(_seconds(lambda: client.get(address), 200))
        actions.append(_seconds(lambda: client.post(address, {**everything, **ticked}), 302))
        run = EnrichmentRun.objects.latest("pk")
        assert EnrichmentRun.objects.count() == number
        assert len(run.selection["albums"]) == Album.objects.count()
        cancel(run)
    return {"list": median_of(lists), "action": median_of(actions)}


def wall() -> dict[str, Any]:
    """Seconds for the first page of covers."""
    client, address = _owner(), reverse("collection:wall")
    return {"wall": median_of([_seconds(lambda: client.get(address), 200) for _ in range(ROUNDS)])}


def login() -> dict[str, Any]:
    """The cookie of a session."""
    return {"cookie": _owner().cookies["sessionid"].value}


def _owner() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("owner"))
    client.get("/")  # templates are compiled once
    return client


def _seconds(visit: Any, expected: int) -> float:
    started = time.perf_counter()
    response = visit()
    assert response.status_code == expected, response.content[:300]
    return time.perf_counter() - started
